import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { temporaryFolder } from "../temporary-folder";
import { docker, volumeExists } from "./docker-view";
import { describeWithEachEngine, describeWithPulumi, embedded } from "./engines";
import { StackCopy } from "./stack-copy";

const PATHS = {
    first: "first/inner/outer/stack",
    own: "own/own/second/inner/outer/stack",
    secret: "secret/stack",
    untouched: "untouched/stack",
    late: "late/outer/stack",
    options: "options/stack",
};

interface Resource {
    urn: string;
    type: string;
    created?: string;
    modified?: string;
    dependencies?: string[];
    [key: string]: unknown;
}

async function newStack(command: string[]): Promise<StackCopy> {
    const stack = new StackCopy(command, temporaryFolder("transforms"), "test/live/programs/transforms");
    await stack.init();
    return stack;
}

async function resources(stack: StackCopy, ...args: string[]): Promise<Resource[]> {
    const text = await stack.run("stack", "export", "--stack", stack.stack, ...args);
    return (JSON.parse(text) as { deployment: { resources: Resource[] } }).deployment.resources;
}

async function labelsOf(stack: StackCopy, volume: string): Promise<Record<string, string>> {
    return (await docker.getVolume(`${stack.name}-${volume}`).inspect()).Labels;
}

/** Removes what a failed test left protected too. */
async function cleanUp(stack: StackCopy): Promise<void> {
    try {
        await stack.destroy();
    } finally {
        for (const volume of Object.keys(PATHS).map((name) => `${stack.name}-${name}`)) {
            if (await volumeExists(volume)) await docker.getVolume(volume).remove();
        }
    }
}

describeWithEachEngine("A program with transforms", (command) => {
    const token = randomBytes(8).toString("hex");
    let stack: StackCopy;

    before(async () => {
        stack = await newStack(command);
        await stack.setSecret("token", token);
    });
    after(() => cleanUp(stack));

    it("is previewed with values that are not known yet", async () => {
        const preview = await stack.run("preview", "--json", "--stack", stack.stack);
        const { changeSummary } = JSON.parse(preview) as { changeSummary: Record<string, number> };
        assert.deepEqual(changeSummary, { create: 9 });
    });

    it("gets no resource whose transform fails, and is told why", async () => {
        stack.setConfig({ broken: true });
        await assert.rejects(stack.up(), /invoke transform: .*transform failed: Error: the shelf is broken/);
        assert.ok(!(await resources(stack)).some(({ urn }) => urn.endsWith("::broken")));
        stack.setConfig({ broken: false });
    });

    it("gets the transforms of a resource first, then those of its parents outwards, then those of the stack", async () => {
        await stack.up();
        for (const [volume, path] of Object.entries(PATHS)) {
            assert.equal((await labelsOf(stack, volume)).path, path);
        }
    });

    it("gives transforms secrets and values of other resources, and keeps the secrets secret", async () => {
        const { Mountpoint } = await docker.getVolume(`${stack.name}-first`).inspect();
        assert.equal((await labelsOf(stack, "own")).beside, Mountpoint);
        assert.equal((await labelsOf(stack, "secret")).token, token);
        assert.ok(!(await stack.run("stack", "export", "--stack", stack.stack)).includes(token));
    });

    it("gets the options that a resource's own transform set", async () => {
        const all = await resources(stack);
        const { urn } = all.find((one) => one.urn.endsWith("::first"))!;
        const { dependencies, ignoreChanges, replaceOnChanges, additionalSecretOutputs, customTimeouts } = all.find(
            (one) => one.urn.endsWith("::options"),
        )!;
        assert.deepEqual(
            { dependencies, ignoreChanges, replaceOnChanges, additionalSecretOutputs, customTimeouts },
            {
                dependencies: [urn],
                ignoreChanges: ["driver"],
                replaceOnChanges: ["labels"],
                additionalSecretOutputs: ["mountpoint"],
                customTimeouts: { create: 300 },
            },
        );
    });

    it("calls functions with what the stack's transforms made of the arguments", async () => {
        const shown = await stack.run("stack", "output", "greeting", "--show-secrets", "--stack", stack.stack);
        assert.equal(shown.trim(), token);
        assert.deepEqual(await stack.outputs(), { greeting: "[secret]" });
    });

    it("is unchanged by the next update", async () => {
        await stack.up("--expect-no-changes");
    });

    it("cannot destroy what a transform protects", async () => {
        stack.setConfig({ protect: true });
        await stack.up();
        await assert.rejects(stack.destroy(), /protect/);
        assert.ok(await volumeExists(`${stack.name}-options`));
        stack.setConfig({ protect: false });
        await stack.up();
    });
});

describeWithPulumi("A program with transforms, run by both engines", (pulumi) => {
    const stacks: StackCopy[] = [];
    after(() => Promise.all(stacks.map(cleanUp)));

    /** What both engines must agree on: no times, and no names and ids that each stack has of its own. */
    async function comparable(command: string[]): Promise<Resource[]> {
        const stack = await newStack(command);
        stacks.push(stack);
        await stack.setSecret("token", "the same in both");
        await stack.up();
        const text = JSON.stringify(await resources(stack, "--show-secrets"))
            .replaceAll(stack.name, "the-stack")
            .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "an-id");
        const revealed = JSON.parse(text, (key, value: unknown) =>
            key === "plaintext" ? (JSON.parse(value as string) as unknown) : value,
        ) as Resource[];
        return revealed
            .filter(({ type }) => !type.startsWith("pulumi:providers:"))
            .map((resource) => ({
                ...resource,
                created: undefined,
                modified: undefined,
                dependencies: resource.dependencies?.sort(),
            }))
            .sort((left, right) => (left.urn < right.urn ? -1 : 1));
    }

    it("has one state", async () => {
        const ours = await comparable(embedded);
        assert.equal(ours.length, 9);
        assert.deepEqual(ours, await comparable(pulumi));
    });
});
