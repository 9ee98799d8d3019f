import assert from "node:assert/strict";
import { NfsAccess } from "../../components/model/nfs-access";
import { NfsOptions, NfsVersion, nfsDriverOptions, nfsTrialMount } from "../../components/model/nfs-options";
import { script } from "../../components/data/scripts";
import { Result, runScript } from "../live/run-script";
import { Lab, describeWithLab, lab } from "./lab";
import { newExport } from "./shares";

/** What the check may take for its questions. */
const LIMIT_SECONDS = 5;

interface Folder {
    path?: string;
    owner?: string;
    mode?: string;
}

describeWithLab("The check of an NFS export", function () {
    this.timeout(300_000);
    let given: Lab;

    before("have a lab", async () => {
        given = await lab();
    });

    function check(options: NfsOptions, { path = "", owner = "", mode = "" }: Folder = {}): Promise<Result> {
        return runScript(script("begin", "toolbox", "limited", "check-export"), {
            DOCKER_HOST: given.hosts[0].dockerHost,
            SERVER: options.server,
            VERSION: options.version ?? NfsVersion.V4_2,
            PORT: String(options.port ?? 0),
            EXPORT: options.export,
            OPTIONS: nfsDriverOptions(options).o,
            LOCKS: String(!options.noLocks),
            READ_ONLY: String(options.readOnly === true),
            TRIAL: nfsTrialMount(options),
            SUBFOLDER: path,
            OWNER: owner,
            MODE: mode,
            GIVE_UP_SECONDS: "60",
        });
    }

    async function found(options: NfsOptions, folder?: Folder): Promise<NfsAccess> {
        const { code, stdout, stderr } = await check(options, folder);
        assert.equal(code, 0, stderr);
        return JSON.parse(stdout) as NfsAccess;
    }

    async function refusal(options: NfsOptions, folder?: Folder): Promise<string> {
        const { code, stderr } = await check(options, folder);
        assert.equal(code, 1, stderr);
        return stderr;
    }

    for (const version of [NfsVersion.V3, NfsVersion.V4_2]) {
        it(`says of version ${version} what root may do, whom the server takes it for, and leaves nothing behind`, async () => {
            const { server } = given;
            const open = await newExport(server);
            const squashing = await newExport(server, "rw,root_squash,no_subtree_check,anonuid=1234,anongid=4321");
            await server.run(`chmod 777 ${squashing}`);
            const options = { server: server.address, version };
            const roots = { version, rootWrites: true, squashesRoot: false, rootUid: 0, rootGid: 0 };
            assert.deepEqual(await found({ ...options, export: open }), roots);
            assert.deepEqual(await found({ ...options, export: squashing }), {
                ...roots,
                squashesRoot: true,
                rootUid: 1234,
                rootGid: 4321,
            });
            assert.equal(await server.run(`find ${open} ${squashing} -mindepth 1`), "");
        });

        it(`names an export of version ${version} that is not there, in one sentence`, async () => {
            const { server } = given;
            const said = await refusal({ server: server.address, version, export: "/srv/missing" });
            assert.match(said, /exports no \/srv\/missing, only |there is no such export/);
            assert.equal(said.trim().split("\n").length, 1, said);
        });
    }

    it("makes a subfolder with its parents, owner and mode, and takes one that is there", async () => {
        const { server } = given;
        const exported = await newExport(server);
        const options = { server: server.address, export: exported };
        await found(options, { path: "a/b", owner: "1000:2000", mode: "2750" });
        // Of the group of its folder, whose mode says so.
        await server.run(`touch ${exported}/a/b/kept`);
        await found(options, { path: "a/b", mode: "0700" });
        const told = await server.run(`cd ${exported} && stat -c '%n %u:%g %a' a a/b a/b/kept`);
        assert.equal(told, "a 0:0 755\na/b 1000:2000 700\na/b/kept 0:2000 644\n");
    });

    it("takes an export that is read-only for one to read only", async () => {
        const { server } = given;
        const readOnly = { server: server.address, export: await newExport(server, "ro,no_subtree_check") };
        assert.match(await refusal(readOnly), /the server exports it read-only: set readOnly, or export it with rw/);
        assert.deepEqual(await found({ ...readOnly, readOnly: true }), { version: "4.2" });
    });

    it("says that a subfolder cannot be made where root is squashed, and that root cannot write there", async () => {
        const { server } = given;
        const squashing = await newExport(server, "rw,root_squash,no_subtree_check");
        const said = await refusal({ server: server.address, export: squashing }, { path: "a" });
        assert.match(
            said,
            /subfolder a cannot be made: the server takes root for somebody else \(root_squash\): export it/,
        );
    });

    it("names a version that the server does not speak", async () => {
        const { server } = given;
        const options = { server: server.address, export: await newExport(server) };
        const restart = "rpc.nfsd 0 && rpc.nfsd --lease-time 45 --grace-time 45";
        await server.run(`${restart} --no-nfs-version 3 --no-nfs-version 4.0 8`);
        try {
            assert.match(
                await refusal({ ...options, version: NfsVersion.V4_0 }),
                /speaks version 4 of NFS, but not 4\.0: set version to another/,
            );
            assert.match(
                await refusal({ ...options, version: NfsVersion.V3, port: 2049 }),
                /does not speak version 3 of NFS, only version 4: set version to one of those/,
            );
        } finally {
            await server.run(`${restart} --nfs-version 3 --nfs-version 4.0 8`);
        }
    });

    it("names a name that is none, and a port where nobody listens or something else", async () => {
        const { server } = given;
        const options = { server: server.address, export: await newExport(server) };
        assert.match(
            await refusal({ ...options, port: 111 }),
            /no NFS server answers on port 111 .*: something else than an NFS server/,
        );
        assert.match(
            await refusal({ ...options, server: "nobody.invalid" }),
            /the Docker host cannot resolve the name nobody\.invalid/,
        );
        assert.match(
            await refusal({ ...options, port: 20490 }),
            new RegExp(
                `no NFS server answers on port 20490 of ${server.address}, asked from the Docker host: the connection is refused`,
            ),
        );
    });

    it("takes a host name that the Docker host knows", async () => {
        const { server } = given;
        assert.equal((await found({ server: server.plan.name, export: await newExport(server) })).version, "4.2");
    });

    it("says that locks of version 3 need rpc.statd where that does not run", async () => {
        const { server, hosts } = given;
        const options = { server: server.address, export: await newExport(server), version: NfsVersion.V3 };
        await hosts[0].run("pkill rpc.statd");
        try {
            assert.match(
                await refusal(options),
                /locks files through rpc\.statd, which does not run on the Docker host/,
            );
            assert.equal((await found({ ...options, noLocks: true })).version, "3");
        } finally {
            await hosts[0].run("rpc.statd");
        }
    });

    it(`gives a server up that does not answer within ${LIMIT_SECONDS} s`, async () => {
        const { server, hosts } = given;
        const options = { server: server.address, export: await newExport(server) };
        const startedAt = Date.now();
        await hosts[0].run("docker run --rm --network host docker-storage/toolbox:2 true");
        const containerSeconds = (Date.now() - startedAt) / 1000;
        await server.freeze();
        try {
            const askedAt = Date.now();
            assert.match(
                await refusal(options),
                new RegExp(`no NFS server answers on port 2049 of ${server.address}, .*no answer within 5 s`),
            );
            const seconds = (Date.now() - askedAt) / 1000;
            assert.ok(
                seconds < LIMIT_SECONDS + 3 * containerSeconds,
                `${seconds} s, ${containerSeconds} s for a container`,
            );
        } finally {
            await server.thaw();
        }
    });
});
