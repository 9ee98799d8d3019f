import { equal, match } from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Sdk } from "../../engine/lean-sdk";
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

/** In colours, Node does not come to the end of a stack with a file that is in no package. */
const THROWS_FROM_NO_PACKAGE = `
const error = new Error("thrown by no package");
error.stack = "Error: thrown by no package\\n    at thrower (/node_modules/@scope/file.ts:1:2)";
throw error;
`;

interface Outputs {
    text: string;
    packages: number;
}

/** A dynamic resource of one's own would need both. */
const SERIALIZES = `
const pulumi = require("@pulumi/pulumi");
const factor = 7;
exports.text = pulumi.runtime.serializeFunction((value) => value * factor).then(({ text }) => text);
exports.packages = pulumi.runtime.computeCodePaths().then((paths) => paths.size);
`;

async function trial(name: string, program: string): Promise<TrialProject> {
    const project = new TrialProject(join(temporaryFolder(`run-program-${name}`), "trial"), program);
    equal((await project.run(["stack", "init", "dev"])).exitCode, 0);
    return project;
}

async function failureOf(project: TrialProject, environment: NodeJS.ProcessEnv = {}): Promise<string> {
    const { exitCode, output, errors } = await project.run(["preview"], { environment });
    equal(exitCode, 1, output);
    return output + errors;
}

describe("a program's process", () => {
    it("finds in the SDK what it puts out of use there", () => {
        const requireFromSdk = createRequire(require.resolve("@pulumi/pulumi/cmd/run"));
        const sdk = {
            debuggable: requireFromSdk("../../runtime/debuggable") as Sdk["debuggable"],
            inspector: requireFromSdk("../../runtime/closure/v8Hooks") as Sdk["inspector"],
            log: requireFromSdk("../../log") as Sdk["log"],
            error: requireFromSdk("./error") as Sdk["error"],
        };
        equal(typeof sdk.log.debug, "function");
        equal(typeof sdk.inspector.isInitializedAsync, "function");
        equal(typeof sdk.debuggable.debuggablePromise, "function");
        equal(sdk.debuggable.debugPromiseLeaks, false);
        equal(typeof sdk.error.defaultErrorMessage, "function");
    });

    it("still puts functions into text, and finds the packages that they need", async () => {
        const project = await trial("serializes", SERIALIZES);
        const { exitCode, output } = await project.run(["up", "--yes", "--skip-preview"]);
        equal(exitCode, 0, output);
        const { text, packages } = JSON.parse((await project.run(["stack", "output", "--json"])).output) as Outputs;
        match(text, /value \* factor/);
        equal(typeof packages, "number");
    });

    it("loads an SDK that reads its environment only when the program first needs it", () => {
        const check = 'require("@pulumi/pulumi"); process.exitCode = globalThis.globalStore === undefined ? 0 : 1';
        execFileSync(process.execPath, ["--eval", check], { cwd: __dirname });
    });

    it("still fails when promises are left over at its end, and tells where they were made when it is asked to", async () => {
        const project = await trial("leak", LEAK);
        match(
            await failureOf(project),
            /"leak" \[trial:index:Leak\] was waiting for the value of its input property "never"/,
        );
        match(await failureOf(project, { PULUMI_DEBUG_PROMISE_LEAKS: "1" }), /STACK_TRACE:\s+Error\s+at /);
    });

    it("still says where the program threw", async () => {
        match(
            await failureOf(await trial("throws", THROWS)),
            /thrown by the program\s+at deeplyBelow .*index\.js:3:\d+/,
        );
    });

    it("says so at once where the stack has a file that is in no package", async () => {
        match(
            await failureOf(await trial("throws-from-no-package", THROWS_FROM_NO_PACKAGE)),
            /thrown by no package\s+at thrower \(\/node_modules\/@scope\/file\.ts:1:2\)/,
        );
    });

    it("does not pass for a program without resources when it ends too early", async () => {
        const project = await trial("early", "");
        writeFileSync(join(project.folder, "leave.js"), "process.exit(0);");
        const runtime = "runtime:\n  name: nodejs\n  options:\n    nodeargs: --require ./leave.js\n";
        writeFileSync(join(project.folder, "Pulumi.yaml"), `name: trial\n${runtime}`);
        match(await failureOf(project), /the program ended before it began: nothing is deleted because of that/);
    });
});
