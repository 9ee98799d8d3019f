import assert from "node:assert/strict";
import { temporaryFolder } from "../temporary-folder";
import { Lab, NfsServer, describeWithLab, lab } from "./lab";
import { LISTING, Shares, inContainer, newExport } from "./shares";

describeWithLab("NFS data of two Docker hosts that moves to another server", function () {
    this.timeout(900_000);
    let given: Lab;
    /** The other Docker host, which serves NFS besides. */
    let second: NfsServer;
    let shares: Shares;
    let from: string;
    let to: string;

    before("have an export on each of two servers", async () => {
        given = await lab();
        second = await given.hosts[1].serveNfs();
        shares = new Shares(temporaryFolder("nfs-move-of-two-hosts"), given.hosts[0]);
        await shares.stack.init();
        [from, to] = [await newExport(given.server), await newExport(second)];
    });

    after(() => shares.stack.destroy());

    /** @param command of the container on the other host, which is not stopped for the copy */
    const mounted = (server: NfsServer, path: string, command?: string[]): Parameters<Shares["up"]> => {
        const [one, other] = given.hosts.map(({ dockerHost }) => dockerHost);
        const share = { server: server.address, export: path };
        return [
            { "on-a": { ...share, dockerHost: one }, "on-b": { ...share, dockerHost: other } },
            {
                "app-a": { volume: "on-a", dockerHost: one },
                "app-b": { volume: "on-b", dockerHost: other, command },
            },
        ];
    };

    it("is left where it is when a container of the other host writes during the copy", async () => {
        const writer = "while :; do date >> /data/log; sleep 1; done";
        const { containerNames } = await shares.up(...mounted(given.server, from, ["sh", "-c", writer]));
        await inContainer(given.hosts[0], containerNames["app-a"], "echo from A > /data/a");
        const said = await shares.failing(...mounted(second, to, ["sh", "-c", writer]));
        assert.match(said, /differs from volume/);
        assert.match(said, /still holds the data; nothing of it was lost/);
        for (const [index, app] of ["app-a", "app-b"].entries()) {
            const { State } = await given.hosts[index].docker.getContainer(containerNames[app]).inspect();
            assert.ok(State.Running, `${app} goes on on the old server`);
        }
    });

    it("is copied by one of them, and found copied by the other", async () => {
        const before = await shares.up(...mounted(given.server, from));
        const [one, other] = given.hosts;
        const old = await given.server.run(`cd ${from} && ${LISTING}`);
        const moved = await shares.up(...mounted(second, to));
        assert.equal(await second.run(`cd ${to} && ${LISTING}`), old);
        for (const on of ["on-a", "on-b"]) assert.equal(moved.migrations[on]?.from, before.volumes[on]);
        await inContainer(other, moved.containerNames["app-b"], "cat /data/a; echo from B > /data/b");
        assert.equal(await inContainer(one, moved.containerNames["app-a"], "cat /data/a /data/b"), "from A\nfrom B\n");
        assert.equal(await given.server.run(`ls ${from}`), "a\nlog\n");
    });
});
