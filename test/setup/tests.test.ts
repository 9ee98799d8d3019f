import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "../temporary-folder";

const project = join(__dirname, "..", "..");
const runTests = `
    import { runTests } from ${JSON.stringify(join(project, "setup", "tests.mjs"))};
    const [folder, ...args] = process.argv.slice(1);
    process.exitCode = await runTests(folder, args, process.env);`;

/** A project of two test files, which say in a file of their own which tests ran, and which suites cleaned up. */
describe("npm test", function () {
    this.timeout(60_000);
    const folder = temporaryFolder("npm-test");
    const log = join(folder, "log");
    const logged = (): string[] => readFileSync(log, "utf8").trim().split("\n");

    before(() => {
        mkdirSync(join(folder, "test"));
        for (const name of ["node_modules", ".mocharc.json", "test/register.cjs", "test/reporter.cjs"])
            symlinkSync(join(project, name), join(folder, name));
        const say = `const say = (line) => require("node:fs").appendFileSync(${JSON.stringify(log)}, line + "\\n");`;
        const slow = `require("node:child_process").spawn("sleep", ["30"], { stdio: "ignore" })`;
        writeFileSync(
            join(folder, "test", "slow.test.ts"),
            `${say} describe("slow", () => {
                after(() => say("cleaned up"));
                it("waits for a child", (done) => { ${slow}.on("exit", () => { say("child ended"); done(); }); console.log("waiting"); });
                it("goes on", () => say("went on"));
            });`,
        );
        writeFileSync(
            join(folder, "test", "fast.test.ts"),
            `${say} it("is one", () => say("one")); it("is two", () => say("two"));`,
        );
    });
    beforeEach(() => rmSync(log, { force: true }));

    /** Resolves to the exit code. @param stopAt what it prints when Ctrl-C is to be pressed */
    async function test(args: string[], stopAt?: string): Promise<number> {
        const node = spawn(process.execPath, ["--input-type=module", "--eval", runTests, "--", folder, ...args], {
            detached: true,
            stdio: ["ignore", "pipe", "pipe"],
        });
        let printed = "";
        node.stderr.resume();
        node.stdout.on("data", (chunk: Buffer) => {
            printed += chunk.toString();
            if (stopAt === undefined || !printed.includes(stopAt)) return;
            stopAt = undefined;
            // As a terminal does, to all in its foreground.
            process.kill(-(node.pid as number), "SIGINT");
        });
        const [code] = (await once(node, "close")) as [number];
        return code;
    }

    it("runs the test files that it is given, and no other", async () => {
        assert.equal(await test(["test/fast.test.ts"]), 0);
        assert.deepEqual(logged(), ["one", "two"]);
    });

    it("looks for the tests that it is given by name in all files", async () => {
        assert.equal(await test(["--grep", "is two"]), 0);
        assert.deepEqual(logged(), ["two"]);
    });

    it("lets the suite clean up when Ctrl-C is pressed, runs no other test, and says so with its exit code", async () => {
        assert.equal(await test(["test/slow.test.ts"], "waiting"), 130);
        assert.deepEqual(logged(), ["child ended", "cleaned up"]);
    });
});
