import assert from "node:assert/strict";
import { temporaryFolder } from "../temporary-folder";
import { Lab, LabHost, NfsServer, describeWithLab, lab } from "./lab";
import { LISTING, Shares, inContainer, newExport } from "./shares";

describeWithLab("NFS data that moves to another server", function () {
    this.timeout(600_000);
    let given: Lab;
    let host: LabHost;
    /** The other Docker host, which serves NFS besides. */
    let second: NfsServer;
    let shares: Shares;

    before("have two servers", async () => {
        given = await lab();
        [host] = given.hosts;
        second = await given.hosts[1].serveNfs();
        shares = new Shares(temporaryFolder("nfs-move"), host);
        await shares.stack.init();
    });

    after(() => shares.stack.destroy());

    it("is all there, verified, its containers stopped only for the end; and stays on the old one", async () => {
        const [from, to] = [await newExport(given.server), await newExport(second)];
        await given.server.run(
            `cd ${from} && head -c 20M /dev/urandom >large && mkdir -p dir/empty && ln large dir/link && ln -s ../large dir/soft && ` +
                "chown 1000:2000 dir large && chmod 2750 dir && touch -d '2020-01-02 03:04:05.678901234' dir/old",
        );
        const app = { app: { volume: "share" } };
        const before = await shares.up({ share: { server: given.server.address, export: from } }, app);
        await inContainer(host, before.containerNames.app, "echo written by the app > /data/app");
        const old = await given.server.run(`cd ${from} && ${LISTING}`);

        const moved = await shares.up({ share: { server: second.address, export: to } }, app);
        assert.notEqual(moved.volumes.share, before.volumes.share);
        assert.equal(await second.run(`cd ${to} && ${LISTING}`), old);
        assert.equal(await given.server.run(`cd ${from} && ${LISTING}`), old);
        assert.equal(await inContainer(host, moved.containerNames.app, "cat /data/app"), "written by the app\n");
        const { migrations } = moved;
        assert.equal(migrations.share?.from, before.volumes.share);
        assert.ok(
            migrations.share.downTimeSeconds > 0 && migrations.share.downTimeSeconds < migrations.share.durationSeconds,
        );

        const options = { share: { server: second.address, export: to, noAccessTimes: true, timeoutSeconds: 20 } };
        const remounted = await shares.up(options, app);
        assert.notEqual(remounted.volumes.share, moved.volumes.share);
        assert.deepEqual(remounted.migrations, moved.migrations, "other options carry nothing");
        assert.equal(await inContainer(host, remounted.containerNames.app, "cat /data/app"), "written by the app\n");
    });
});
