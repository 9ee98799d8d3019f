import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, Server } from "node:http";
import { join } from "node:path";
import { dockerProvider } from "../../../../engine/providers/docker";
import { temporaryFolder } from "../../../temporary-folder";

const HOUR = 3_600_000;
const urn = "urn:pulumi:dev::p::docker:index/volume:Volume::data";

describe("What an interrupted creation has made", () => {
    const socket = join(temporaryFolder("interrupted"), "socket");
    let server: Server;
    let aheadMilliseconds = 0;
    let madeAt = 0;

    before(async () => {
        server = createServer(({ url = "" }, response) => {
            const time = (milliseconds: number): string => new Date(milliseconds + aheadMilliseconds).toISOString();
            if (url.endsWith("/info")) response.end(JSON.stringify({ SystemTime: time(Date.now()) }));
            else if (url.endsWith("/volumes/data"))
                response.end(JSON.stringify({ Name: "data", CreatedAt: time(madeAt) }));
            else response.end("OK");
        }).listen(socket);
        await once(server, "listening");
    });
    after(() => {
        server.closeAllConnections();
        server.close();
    });

    /** What is found of a creation that began a minute ago, of a volume that was made some seconds after that. */
    async function found(secondsAfter: number): Promise<unknown> {
        const began = Date.now() - 60_000;
        madeAt = began + secondsAfter * 1000;
        const host = { log: () => undefined, directory: "/", cancelled: new AbortController().signal };
        const provider = dockerProvider(host);
        await provider.configure({ host: `unix://${socket}` });
        const since = new Date(began).toISOString();
        return provider.findInterrupted?.({ urn, inputs: { name: "data" }, since });
    }

    for (const [what, ahead] of Object.entries({ "agrees with": 0, "is ahead of": HOUR, "is behind": -HOUR })) {
        it(`is told from what was there before, when the daemon's clock ${what} this machine's`, async () => {
            aheadMilliseconds = ahead;
            assert.deepEqual(await found(10), { id: "data", complete: true });
            assert.equal(await found(-10), undefined);
        });
    }
});
