import { equal, match } from "node:assert/strict";
import { createRequire } from "node:module";
import { join } from "node:path";
import { temporaryFolder } from "../temporary-folder";
import { TrialProject } from "./cli/command-line";

const LEAK = `
const pulumi = require("@pulumi/pulumi");
new pulumi.ComponentResource("trial:index:Leak", "leak", { never: pulumi.output(new Promise(() => {})) }, {}, true);
`;

const THROWS = `
function deeplyBelow() {
    throw new Error("thrown by the program");
}
deeplyBelow();
`;

async function messagesOf(name: string, program: string, environment: NodeJS.ProcessEnv = {}): Promise<string> {
    const project = new TrialProject(join(temporaryFolder(`run-program-${name}`), "trial"), program);
    equal((await project.run(["stack", "init", "dev"])).exitCode, 0);
    const { exitCode, output, errors } = await project.run(["preview"], { environment });
    equal(exitCode, 1, output);
    return output + errors;
}

describe("a program's process", () => {
    it("finds in the SDK what it puts out of use there", () => {
        const requireFromSdk = createRequire(require.resolve("@pulumi/pulumi/cmd/run"));
        const { debug } = requireFromSdk("../../log") as { debug: unknown };
        const { debuggablePromise, debugPromiseLeaks } = requireFromSdk("../../runtime/debuggable") as {
            debuggablePromise: unknown;
            debugPromiseLeaks: unknown;
        };
        equal(typeof debug, "function");
        equal(typeof debuggablePromise, "function");
        equal(debugPromiseLeaks, false);
    });

    it("still fails when promises are left over at its end, and tells where they were made when it is asked to", async () => {
        match(
            await messagesOf("leak", LEAK),
            /"leak" \[trial:index:Leak\] was waiting for the value of its input property "never"/,
        );
        const told = await messagesOf("told", LEAK, { PULUMI_DEBUG_PROMISE_LEAKS: "1" });
        match(told, /STACK_TRACE:\s+Error\s+at /);
    });

    it("still says where the program threw", async () => {
        match(await messagesOf("throws", THROWS), /thrown by the program\s+at deeplyBelow .*index\.js:3:\d+/);
    });
});
