import assert from "node:assert/strict";
import {
    NfsOptions,
    NfsSecurity,
    NfsVersion,
    nfsDriverOptions,
    nfsPlace,
    nfsTrialMount,
} from "../../../components/model/nfs-options";

const least: NfsOptions = { server: "nas", export: "/e" };
const options: [string, Partial<NfsOptions>, string][] = [
    ["version 4.2, hard and writable unless told otherwise", {}, "addr=nas,nfsvers=4.2,hard,rw"],
    ["the version", { version: NfsVersion.V3 }, "addr=nas,nfsvers=3,hard,rw"],
    ["soft and read-only", { soft: true, readOnly: true }, "addr=nas,nfsvers=4.2,soft,ro"],
    [
        "tenths of seconds",
        { timeoutSeconds: 1.5, retransmissions: 3 },
        "addr=nas,nfsvers=4.2,hard,rw,timeo=15,retrans=3",
    ],
    ["sizes", { readSizeBytes: 65536, writeSizeBytes: 32768 }, "addr=nas,nfsvers=4.2,hard,rw,rsize=65536,wsize=32768"],
    [
        "port and security",
        { port: 2050, security: NfsSecurity.Krb5p },
        "addr=nas,nfsvers=4.2,hard,rw,port=2050,sec=krb5p",
    ],
    [
        "switches",
        { version: NfsVersion.V3, noAccessTimes: true, noLocks: true, noAttributeCache: true },
        "addr=nas,nfsvers=3,hard,rw,noatime,nolock,noac",
    ],
];

describe("NFS options", () => {
    for (const [what, given, expected] of options) {
        it(`compile ${what}`, () => {
            assert.deepEqual(nfsDriverOptions({ ...least, ...given }), { type: "nfs", o: expected, device: ":/e" });
        });
    }

    it("mount the subfolder, and name a folder on a server as one, however it is written", () => {
        const inFolder = { server: "NAS", export: "/srv//e/", subfolder: "a/b" };
        assert.equal(nfsDriverOptions(inFolder).device, ":/srv/e/a/b");
        assert.equal(nfsPlace(inFolder), "nas:/srv/e/a/b");
        assert.equal(nfsPlace({ server: "nas", export: "/srv/e/a/b" }), nfsPlace(inFolder));
        assert.equal(nfsPlace({ server: "fd00::1", export: "/" }), "fd00::1:/");
    });

    it("are tried on the export itself, and given up soon, by a volume that goes with its container", () => {
        const mount = nfsTrialMount({ ...least, subfolder: "a", readOnly: true, timeoutSeconds: 60 });
        assert.equal(
            mount,
            "type=volume,target=/data,volume-nocopy,volume-driver=local,volume-label=io.docker-storage.managed=scratch," +
                'volume-opt=type=nfs,"volume-opt=o=addr=nas,nfsvers=4.2,soft,ro,timeo=50,retrans=2",volume-opt=device=:/e',
        );
    });

    it("quote what would end a field of the mount", () => {
        assert.match(nfsTrialMount({ ...least, export: '/a"b' }), /,"volume-opt=device=:\/a""b"$/);
    });
});
