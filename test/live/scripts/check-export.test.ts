import assert from "node:assert/strict";
import { once } from "node:events";
import { AddressInfo, createServer } from "node:net";
import { script } from "../../../components/data/scripts";
import { freePort } from "../docker-view";
import { runScript } from "../run-script";

const text = script("begin", "toolbox", "limited", "check-export");

describe("The check of an export", () => {
    const asked = { EXPORT: "/e", VERSION: "4.2", LOCKS: "true", OPTIONS: "hard", GIVE_UP_SECONDS: "60" };
    const folder = { TRIAL: "", SUBFOLDER: "", OWNER: "", MODE: "", READ_ONLY: "false" };

    it("fails at once, and says why, when no server answers", async () => {
        const PORT = String(await freePort());
        const result = await runScript(text, { ...asked, ...folder, SERVER: "127.0.0.1", PORT });
        assert.notEqual(result.code, 0);
        assert.equal(
            result.stderr,
            `no NFS server answers on port ${PORT} of 127.0.0.1, asked from the Docker host: the connection is refused\n`,
        );
    });

    it("gives a server up after 5 s that takes the connection and says nothing", async () => {
        const silent = createServer();
        silent.listen(0, "127.0.0.1");
        await once(silent, "listening");
        const PORT = String((silent.address() as AddressInfo).port);
        try {
            const result = await runScript(text, { ...asked, ...folder, SERVER: "127.0.0.1", PORT });
            assert.match(result.stderr, /asked from the Docker host: no answer within 5 s\n$/);
        } finally {
            silent.close();
        }
    });
});
