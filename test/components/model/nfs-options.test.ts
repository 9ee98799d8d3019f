import assert from "node:assert/strict";
import {
    NfsOptions,
    NfsSecurity,
    NfsVersion,
    nfsDriverOptions,
    nfsVolumeName,
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

    it("give a name that changes with each of them", () => {
        const names = options.map(([, given]) => nfsVolumeName("share", { ...least, ...given }));
        assert.equal(new Set(names).size, options.length);
        assert.notEqual(nfsVolumeName("share", { ...least, export: "/f" }), names[0]);
    });
});
