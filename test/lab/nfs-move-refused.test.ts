import assert from "node:assert/strict";
import { OnMove } from "../../components/model/policies";
import { temporaryFolder } from "../temporary-folder";
import { Lab, LabHost, NfsServer, describeWithLab, lab } from "./lab";
import { Shares, inContainer, newExport } from "./shares";

describeWithLab("NFS data that cannot move to another server", function () {
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
        shares = new Shares(temporaryFolder("nfs-move-refused"), host);
        await shares.stack.init();
    });

    after(() => shares.stack.destroy());

    it("is not copied over what is there already, unless that is to be adopted", async () => {
        const [from, to] = [await newExport(given.server), await newExport(second)];
        await second.run(`echo theirs > ${to}/file`);
        const app = { app: { volume: "kept" } };
        const before = await shares.up({ kept: { server: given.server.address, export: from } }, app);
        await inContainer(host, before.containerNames.app, "echo ours > /data/file");

        const said = await shares.failing({ kept: { server: second.address, export: to } }, app);
        assert.match(
            said,
            /holds other data already, which was left alone: .* set onMove to "adopt" to take what is there/,
        );
        assert.equal(await second.run(`ls -A ${to}; cat ${to}/file`), "file\ntheirs\n");
        const { State } = await host.docker.getContainer(before.containerNames.app).inspect();
        assert.ok(State.Running, "the container goes on on the old server");

        const adopting = { server: second.address, export: to, onMove: OnMove.Adopt };
        const adopted = await shares.up({ kept: adopting }, app);
        assert.equal(await inContainer(host, adopted.containerNames.app, "cat /data/file"), "theirs\n");
        assert.equal(await given.server.run(`cat ${from}/file`), "ours\n");
    });

    it("is left where it is, with a sentence, when one of the servers squashes root or does not answer", async () => {
        const [from, to] = [await newExport(given.server), await newExport(second, "rw,root_squash,no_subtree_check")];
        await second.run(`chmod 777 ${to}`);
        await given.server.run(`echo ours > ${from}/file`);
        await shares.up({ left: { server: given.server.address, export: from } });

        const moving = { left: { server: second.address, export: to } };
        assert.match(
            await shares.failing(moving),
            /takes root for somebody else \(root_squash\), so that files copied there cannot be given their owners, and nothing was copied/,
        );
        assert.equal(await second.run(`ls -A ${to}`), "");
        await second.export(to, "rw,no_root_squash,no_subtree_check");
        await given.server.freeze();
        try {
            assert.match(
                await shares.failing(moving),
                new RegExp(
                    `so nothing can be copied from ${given.server.address}:${from} to ${second.address}:${to}: have that server answer`,
                ),
            );
        } finally {
            await given.server.thaw();
        }
        await shares.up(moving);
        assert.equal(await second.run(`cat ${to}/file`), "ours\n");
    });
});
