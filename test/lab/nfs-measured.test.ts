import assert from "node:assert/strict";
import { temporaryFolder } from "../temporary-folder";
import { describeWithLab, lab } from "./lab";
import { newExport, Shares } from "./shares";

const MEBIBYTE = 1024 * 1024;

describeWithLab("What is measured of an NFS export", function () {
    this.timeout(600_000);
    let shares: Shares;

    before(async () => {
        shares = new Shares(temporaryFolder("nfs-measured"), (await lab()).hosts[0]);
        await shares.stack.init();
    });
    after(() => shares.stack.destroy());

    it("is what its server says itself, and how fast it is, and nothing of that stays there", async () => {
        const { server } = await lab();
        const exported = await newExport(server);
        const fill = "head -c 3000000 /dev/urandom > file && truncate -s 5000000 hole && mkdir folder && sync";
        await server.run(`cd ${exported} && ${fill}`);
        const performance = { sizeBytes: 8 * MEBIBYTE, runtimeSeconds: 1 };
        const share = { server: server.address, export: exported, measureUsage: true, performance };
        const { figures } = await shares.up({ share });

        const found = figures.share;
        const [used, allocated, capacity] = (
            await server.run(`cd ${exported} && du -s -B1 . && du -B1 file && df -B1 --output=size . | tail -n 1`)
        )
            .split("\n")
            .map((line) => parseInt(line.trim(), 10));
        assert.equal(found.usedBytes, used);
        assert.equal(found.dataBytes, 8_000_000);
        assert.equal(found.allocatedBytes, allocated);
        const { fileSystem } = found;
        assert.match(fileSystem?.type ?? "", /^nfs/);
        // A client counts in blocks of its own.
        assert.ok(Math.abs((fileSystem?.capacityBytes ?? 0) - capacity) <= 2 * MEBIBYTE, `${capacity}`);
        for (const part of ["sequentialRead", "sequentialWrite", "randomRead", "randomWrite"] as const) {
            const speed = found.performance?.[part];
            assert.ok(speed && speed.bytesPerSecond > 0 && speed.latencySeconds.mean > 0, JSON.stringify(found));
        }
        assert.equal(await server.run(`cd ${exported} && ls -A`), "file\nfolder\nhole\n");
    });
});
