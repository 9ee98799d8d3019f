import assert from "node:assert/strict";
import { OnDelete } from "../../components/model/policies";
import { temporaryFolder } from "../temporary-folder";
import { NfsServer, describeWithLab, lab } from "./lab";
import { Shares, newExport } from "./shares";

describeWithLab("NFS data of a stack that goes", function () {
    this.timeout(300_000);
    let server: NfsServer;
    let shares: Shares;

    before("have a stack", async () => {
        const given = await lab();
        server = given.server;
        shares = new Shares(temporaryFolder("nfs-destroy"), given.hosts[0]);
        await shares.stack.init();
    });

    after(() => shares.stack.destroy());

    it("stays on the server, unless it is to be discarded", async () => {
        const [kept, discarded] = [await newExport(server), await newExport(server)];
        await server.run(
            `touch ${kept}/file && mkdir ${discarded}/sub && touch ${discarded}/.hidden ${discarded}/sub/file`,
        );
        await shares.up({
            kept: { server: server.address, export: kept },
            discarded: { server: server.address, export: discarded, onDelete: OnDelete.Discard },
        });
        await shares.stack.destroy();
        assert.equal(await server.run(`ls -A ${kept}`), "file\n");
        assert.equal(await server.run(`ls -A ${discarded}`), "");
    });
});
