import assert from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";
import { temporaryFolder } from "../temporary-folder";
import { Lab, describeWithLab, lab } from "./lab";
import { Outputs, Shares, inContainer, newExport } from "./shares";

/** What the tests give the daemon to answer; its users have 60 s. */
const ANSWER_LIMIT_SECONDS = 30;
const FROZEN_SECONDS = 30;
/** Writes 20 MiB in pieces, each of which has to be on the server's disk before the next, and prints their SHA-256. */
const writer = `
import hashlib, os
digest = hashlib.sha256()
with open("/data/written", "wb", buffering=0) as file:
    for _ in range(320):
        piece = os.urandom(65536)
        file.write(piece)
        os.fsync(file.fileno())
        digest.update(piece)
print(digest.hexdigest())
`;

describeWithLab("An NFS server that does not answer", function () {
    this.timeout(900_000);
    let given: Lab;
    let shares: Shares;
    let exported: string;

    before("have a container that writes to an export", async () => {
        given = await lab();
        shares = new Shares(temporaryFolder("nfs-dead-server"), given.hosts[0], {
            DOCKER_CLIENT_TIMEOUT: String(ANSWER_LIMIT_SECONDS),
        });
        await shares.stack.init();
        exported = await newExport(given.server);
    });

    afterEach("have the server answer", async () => {
        if (!given.server.isOn) await given.server.powerOn();
        await given.server.thaw();
    });

    after(() => shares.stack.destroy());

    function up(): Promise<Outputs> {
        return shares.up({ share: { server: given.server.address, export: exported } }, { app: { volume: "share" } });
    }

    async function within(limitSeconds: number, ...args: string[]): Promise<string> {
        const startedAt = Date.now();
        const { stdout, stderr } = await shares.stack.attempt(...args, "--stack", shares.stack.stack);
        const seconds = (Date.now() - startedAt) / 1000;
        assert.ok(seconds < limitSeconds, `${args.join(" ")} took ${seconds} s:\n${stdout}${stderr}`);
        return stdout + stderr;
    }

    it(`loses nothing of what is written while it stands still for ${FROZEN_SECONDS} s`, async () => {
        const [host] = given.hosts;
        const { containerNames } = await up();
        const written = host.run(`docker exec -i ${containerNames.app} python3 -`, writer);
        await given.server.run(
            `until [ "$(stat -c %s ${exported}/written 2>&1)" -gt 1000000 ] 2>&1; do sleep 0.1; done`,
        );
        await given.server.freeze();
        const isOver = await Promise.race([written.then(() => true), pause(FROZEN_SECONDS * 1000, false)]);
        await given.server.thaw();
        assert.equal(isOver, false, "the writer was done before the server stood still");
        const digest = (await written).trim();
        assert.equal((await given.server.run(`sha256sum < ${exported}/written`)).slice(0, 64), digest);
    });

    it("holds up neither preview, nor refresh, nor destroy, and is named", async () => {
        const { containerNames } = await up();
        const [host] = given.hosts;
        await inContainer(host, containerNames.app, "touch /data/there");
        await given.server.powerOff();

        const previewed = await within(60, "preview");
        assert.match(previewed, /unchanged/);
        const refreshed = await within(3 * ANSWER_LIMIT_SECONDS, "refresh", "--yes", "--skip-preview");
        assert.match(refreshed, new RegExp(given.server.address));
        const destroyed = await within(4 * ANSWER_LIMIT_SECONDS, "destroy", "--yes", "--skip-preview");
        assert.match(destroyed, /deleted/);
        const left = await host.docker.listContainers({ all: true, filters: { name: [containerNames.app] } });
        assert.deepEqual(left, []);

        await given.server.powerOn();
        assert.equal(await given.server.run(`cd ${exported} && ls there written`), "there\nwritten\n");
    });
});
