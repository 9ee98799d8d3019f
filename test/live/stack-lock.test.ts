import assert from "node:assert/strict";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { createServer, Server, Socket } from "node:net";
import { hostname, userInfo } from "node:os";
import { join } from "node:path";
import { temporaryFolder } from "../temporary-folder";
import { describeInBothOrders } from "./engines";
import { StackCopy } from "./stack-copy";

describeInBothOrders("A stack that an update is at work on", (first, second) => {
    const folder = temporaryFolder("stack-lock");
    let stack: StackCopy;
    let server: Server;
    let update: Promise<string>;
    let command: Socket;

    const locks = (): string => join(folder, ".pulumi", "locks", "organization", stack.name, stack.stack);
    const lockFiles = (): string[] => readdirSync(locks()).filter((name) => name.endsWith(".json"));

    before(async () => {
        const socket = join(folder, "socket");
        server = createServer().listen(socket);
        await once(server, "listening");
        stack = new StackCopy(first, folder, "test/live/programs/waiting");
        await stack.init();
        stack.setConfig({ socket });
        const connected = once(server, "connection") as Promise<[Socket]>;
        update = stack.up();
        const failed = update.then(() => assert.fail("the update ended before its command ran"));
        [command] = await Promise.race([connected, failed]);
    });
    after(async () => {
        command.end();
        server.close();
        await update;
        await stack.destroy();
    });

    it("is refused to the other engine, which names who holds the lock", async () => {
        const [file] = lockFiles();
        const { pid } = JSON.parse(readFileSync(join(locks(), file), "utf8")) as { pid: number };
        stack.handTo(second);
        for (const operation of ["up", "refresh", "destroy"]) {
            const attempt = stack.run(operation, "--yes", "--skip-preview", "--stack", stack.stack);
            await assert.rejects(attempt, ({ message }: Error) => {
                assert.match(message, /the stack is currently locked by 1 lock\(s\)/);
                assert.ok(message.includes(file), message);
                assert.ok(
                    message.includes(`: created by ${userInfo().username}@${hostname()} (pid ${pid}) at `),
                    message,
                );
                return true;
            });
        }
        assert.deepEqual(lockFiles(), [file]);
    });

    it("is free for the other engine when the update ends", async () => {
        command.end();
        assert.match(await update, /\+ 2 created/);
        assert.deepEqual(lockFiles(), []);
        await stack.up("--expect-no-changes");
    });
});
