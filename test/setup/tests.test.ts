import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, rmSync, symlinkSync, watch, writeFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { temporaryFolder } from "../temporary-folder";

const project = join(__dirname, "..", "..");
const runTests = `
    import { runTests } from ${JSON.stringify(join(project, "setup", "tests.mjs"))};
    const [folder, ...args] = process.argv.slice(1);
    process.exitCode = await runTests(folder, args, process.env);`;

/** A project of small test files, which say in a file of their own which tests ran, and which suites cleaned up. */
describe("npm test", function () {
    this.timeout(60_000);
    const folder = temporaryFolder("npm-test");
    const log = join(folder, "log");
    const logged = (): string[] => readFileSync(log, "utf8").trim().split("\n");

    function write(name: string, content: string): void {
        const say = `const say = (line) => require("node:fs").appendFileSync(${JSON.stringify(log)}, line + "\\n");`;
        writeFileSync(join(folder, "test", "live", name), `${say}\n${content}`);
    }

    before(() => {
        mkdirSync(join(folder, "test", "live"), { recursive: true });
        for (const name of ["node_modules", ".mocharc.json", "test/register.cjs", "test/reporter.cjs"])
            symlinkSync(join(project, name), join(folder, name));
    });
    beforeEach(() => {
        writeFileSync(log, "");
        write("fast.test.ts", 'it("is one", () => say("one")); it("is two", () => say("two"));');
    });
    afterEach(() => rmSync(join(folder, "test", "live", "other.test.ts"), { force: true }));

    const SLOW = `describe("slow", () => {
        after(() => say("cleaned up"));
        it("waits for a child", (done) => {
            const child = require("node:child_process").spawn("sleep", ["60"], { stdio: "ignore" });
            child.on("spawn", () => say("waiting")).on("exit", () => { say("child ended"); done(); });
        });
        it("goes on", () => say("went on"));
    });`;

    /** Resolves to the exit code and to what was printed. @param stopAt what is in the log when Ctrl-C is to be pressed */
    async function test(args: string[], stopAt?: string): Promise<{ code: number; lines: string[] }> {
        const node = spawn(process.execPath, ["--input-type=module", "--eval", runTests, "--", folder, ...args], {
            env: { ...process.env, TEST_REPORT_FILE: undefined },
            detached: true,
            stdio: ["ignore", "pipe", "pipe"],
        });
        node.stderr.resume();
        const watcher = watch(log, () => {
            if (stopAt === undefined || !logged().includes(stopAt)) return;
            stopAt = undefined;
            // As a terminal does, to all in its foreground.
            process.kill(-(node.pid as number), "SIGINT");
        });
        const [printed, [code]] = await Promise.all([text(node.stdout), once(node, "close") as Promise<[number]>]);
        watcher.close();
        return { code, lines: printed.trimEnd().split("\n") };
    }

    it("runs the test files that it is given, and no other", async () => {
        const { code, lines } = await test(["test/live/fast.test.ts"]);
        assert.equal(code, 0);
        assert.deepEqual(logged(), ["one", "two"]);
        assert.equal(lines.at(-1), "2 passed, 0 failed, 0 skipped");
    });

    it("looks for the tests that it is given by name in all files", async () => {
        assert.equal((await test(["--grep", "is two"])).code, 0);
        assert.deepEqual(logged(), ["two"]);
    });

    it("lets the suite clean up when Ctrl-C is pressed, runs no other test, and says so with its exit code", async () => {
        write("other.test.ts", SLOW);
        assert.equal((await test(["test/live/other.test.ts"], "waiting")).code, 130);
        assert.deepEqual(logged(), ["waiting", "child ended", "cleaned up"]);
    });

    describe("without arguments", () => {
        it("runs every file of the first tier, and ends with what took longest and the sum of all processes", async () => {
            write("other.test.ts", 'it("is three", () => say("three"));');
            const { code, lines } = await test([]);
            assert.equal(code, 0);
            assert.deepEqual(logged().sort(), ["one", "three", "two"]);
            assert.equal(lines.at(-1), "3 passed, 0 failed, 0 skipped");
            const slowest = lines
                .slice(lines.indexOf("The slowest files:") + 1, -1)
                .map((line) => line.split(" s  ")[1]);
            assert.deepEqual(slowest.sort(), ["test/live/fast.test.ts", "test/live/other.test.ts"]);
        });

        it("fails when a test fails, and names it once more at the end", async () => {
            write("other.test.ts", 'it("is wrong", () => { throw new Error("on purpose"); });');
            const { code, lines } = await test([]);
            assert.equal(code, 1);
            assert.ok(lines.includes("FAILED test/live/other.test.ts: is wrong"), lines.join("\n"));
            assert.equal(lines.at(-1), "2 passed, 1 failed, 0 skipped");
        });

        it("counts a process that dies without a report as failed, even with exit code 0", async () => {
            write("other.test.ts", 'it("ends the process", () => process.exit(0));');
            const { code, lines } = await test([]);
            assert.equal(code, 1);
            assert.equal(lines.at(-1), "2 passed, 1 failed, 0 skipped");
        });

        it("lets every process clean up when Ctrl-C is pressed, and says so with its exit code", async () => {
            write("other.test.ts", SLOW);
            const { code, lines } = await test([], "waiting");
            assert.equal(code, 130);
            assert.ok(logged().includes("cleaned up"), logged().join());
            assert.doesNotMatch(lines.at(-1) ?? "", /passed,/, "a run that was stopped is no result");
        });
    });
});
