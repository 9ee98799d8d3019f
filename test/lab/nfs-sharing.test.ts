import assert from "node:assert/strict";
import { temporaryFolder } from "../temporary-folder";
import { Lab, describeWithLab, lab } from "./lab";
import { rebuild } from "./rebuilt-host";
import { Outputs, Shares, inContainer, newExport } from "./shares";

describeWithLab("An NFS export on two Docker hosts", function () {
    this.timeout(900_000);
    let given: Lab;
    let shares: Shares;
    let exported: string;

    before("have an export", async () => {
        given = await lab();
        shares = new Shares(temporaryFolder("nfs-sharing"), given.hosts[0]);
        await shares.stack.init();
        exported = await newExport(given.server);
    });

    after(() => shares.stack.destroy());

    function up(): Promise<Outputs> {
        const [one, other] = given.hosts.map(({ dockerHost }) => dockerHost);
        const args = { server: given.server.address, export: exported };
        return shares.up(
            { "on-a": { ...args, dockerHost: one }, "on-b": { ...args, dockerHost: other } },
            { "app-a": { volume: "on-a", dockerHost: one }, "app-b": { volume: "on-b", dockerHost: other } },
        );
    }

    it("shows on the one what a container wrote on the other, also after both hosts were rebuilt", async () => {
        const [one, other] = given.hosts;
        const { containerNames } = await up();
        await inContainer(one, containerNames["app-a"], "echo from A > /data/a");
        assert.equal(await inContainer(other, containerNames["app-b"], "cat /data/a"), "from A\n");
        await inContainer(other, containerNames["app-b"], "echo from B > /data/b");

        await Promise.all(given.hosts.map(rebuild));
        await shares.stack.run("refresh", "--yes", "--skip-preview", "--stack", shares.stack.stack);
        const rebuilt = await up();
        assert.equal(
            await inContainer(one, rebuilt.containerNames["app-a"], "cat /data/a /data/b"),
            "from A\nfrom B\n",
        );
        assert.equal(
            await inContainer(other, rebuilt.containerNames["app-b"], "cat /data/a /data/b"),
            "from A\nfrom B\n",
        );
    });

    it("has locks that hold on both, until they are let go of", async () => {
        const [one, other] = given.hosts;
        const { containerNames } = await up();
        const held = inContainer(
            one,
            containerNames["app-a"],
            "flock /data/lock sh -c 'touch /data/held; until [ -e /data/release ]; do sleep 0.1; done'",
        );
        await given.server.run(`until [ -e ${exported}/held ]; do sleep 0.1; done`);
        const tries = {
            flock: "flock --nonblock --conflict-exit-code 9 /data/lock true || echo $?",
            "POSIX lock":
                'python3 -c \'import fcntl; fcntl.lockf(open("/data/lock", "r+"), fcntl.LOCK_EX | fcntl.LOCK_NB)\' 2>&1 | tail -1',
        };
        assert.equal(await inContainer(other, containerNames["app-b"], tries.flock), "9\n");
        assert.match(await inContainer(other, containerNames["app-b"], tries["POSIX lock"]), /BlockingIOError/);
        const waiting = inContainer(other, containerNames["app-b"], "flock --timeout 120 /data/lock echo mine");
        await inContainer(one, containerNames["app-a"], "touch /data/release");
        await held;
        assert.equal(await waiting, "mine\n");
    });
});
