import assert from "node:assert/strict";
import { ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { watch } from "node:fs";
import { createServer, Server, Socket } from "node:net";
import { join } from "node:path";
import { onPath } from "../../setup/machine.mjs";
import { temporaryFolder } from "../temporary-folder";
import { embedded } from "./engines";
import { StackCopy } from "./stack-copy";

/** `script`, of util-linux, runs a command in a terminal of its own. */
const script = onPath("script");

(script === undefined ? describe.skip : describe)("An update whose terminal is closed (needs `script`)", () => {
    const folder = temporaryFolder("faults-closed-terminal");
    const socket = join(folder, "socket");
    let stack: StackCopy;
    let server: Server;
    let command: Socket;
    let terminal: ChildProcess;

    /** Resolves when the stack is locked no more. */
    async function unlocked(): Promise<void> {
        const watcher = watch(stack.locks);
        while (stack.lockFiles().length > 0) await once(watcher, "change");
        watcher.close();
    }

    before(async () => {
        server = createServer().listen(socket);
        await once(server, "listening");
        stack = new StackCopy(embedded, folder, "test/live/programs/waiting");
        await stack.init();
        stack.setConfig({ socket });
        const line = ["exec", ...embedded, "up", "--yes", "--skip-preview", "--stack", stack.stack];
        const connected = once(server, "connection") as Promise<[Socket]>;
        const args = ["--quiet", "--return", "--command", line.join(" "), "/dev/null"];
        terminal = spawn(script ?? "script", args, { cwd: folder, env: stack.environment, stdio: "ignore" });
        const failed = once(terminal, "exit").then(() => assert.fail("the update ended before its command ran"));
        [command] = await Promise.race([connected, failed]);
        failed.catch(() => undefined);
    });
    after(async () => {
        command.end();
        server.close();
        await stack.destroy();
    });

    it("goes on with the step at hand, keeps what was done, and unlocks the stack", async () => {
        assert.equal(stack.lockFiles().length, 1);
        terminal.kill("SIGKILL");
        await once(terminal, "exit");
        assert.equal(stack.lockFiles().length, 1, "the step at hand is not over");
        const released = unlocked();
        command.end();
        await released;
        const { deployment } = JSON.parse(await stack.run("stack", "export", "--stack", stack.stack)) as {
            deployment: { resources: { type: string }[]; pending_operations?: unknown[] };
        };
        assert.deepEqual(
            deployment.resources.map(({ type }) => type),
            ["pulumi:pulumi:Stack", "pulumi:providers:command", "command:local:Command"],
        );
        assert.equal(deployment.pending_operations, undefined);
    });

    it("is brought to its end by the next one, which has nothing to make", async () => {
        assert.match(await stack.up(), /2 unchanged/);
    });
});
