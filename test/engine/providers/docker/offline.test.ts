import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Properties, UNKNOWN } from "../../../../engine/property";
import { DiffResult, Provider } from "../../../../engine/providers/provider";
import { dockerProvider } from "../../../../engine/providers/docker";

interface State {
    urn: string;
    id: string;
    inputs: Properties;
    outputs: Properties;
}

/** What @pulumi/docker's own provider answered to these calls. */
const tables = JSON.parse(readFileSync(join(__dirname, "recorded.json"), "utf8")) as {
    resources: Record<string, State>;
    diffs: { name: string; resource: string; edit: Properties; expected: Omit<DiffResult, "stables"> }[];
    checks: {
        name: string;
        urn: string;
        news: Properties;
        olds?: Properties;
        expected: { inputs: Properties; reasons: string[] };
    }[];
    previews: { name: string; urn: string; inputs: Properties; expected: Properties }[];
};

function offline(): Provider {
    return dockerProvider({ log: () => undefined, directory: process.cwd(), cancelled: new AbortController().signal });
}

function edited(inputs: Properties, edit: Properties): Properties {
    const entries = Object.entries({ ...inputs, ...edit }).filter(([key]) => edit[key] !== null);
    return Object.fromEntries(entries);
}

/** Seven random hex digits end a made-up name. */
function withoutSuffix(inputs: Properties, given: Properties | undefined): Properties {
    if (typeof inputs.name !== "string" || given?.name === inputs.name) return inputs;
    return { ...inputs, name: inputs.name.replace(/-[0-9a-f]{7}$/, "-SUFFIX") };
}

describe("The docker provider, without a daemon", () => {
    describe("finds the differences that @pulumi/docker finds", () => {
        for (const { name, resource, edit, expected } of tables.diffs) {
            it(`${resource}: ${name}`, async () => {
                const { urn, id, inputs, outputs } = tables.resources[resource];
                const { stables, ...found } = await offline().diff({
                    urn,
                    id,
                    oldInputs: inputs,
                    oldOutputs: outputs,
                    newInputs: edited(inputs, edit),
                    ignoreChanges: [],
                });
                assert.deepEqual(found, expected);
                assert.ok(stables.every((one) => !found.replaces.includes(one)));
            });
        }

        it("an ignored property is no difference", async () => {
            const { urn, id, inputs, outputs } = tables.resources.volume;
            const found = await offline().diff({
                urn,
                id,
                oldInputs: inputs,
                oldOutputs: outputs,
                newInputs: edited(inputs, { labels: [] }),
                ignoreChanges: ["labels"],
            });
            assert.equal(found.changes, false);
        });
    });

    describe("checks inputs as @pulumi/docker does", () => {
        for (const { name, urn, news, olds, expected } of tables.checks) {
            it(name, async () => {
                const { inputs, failures } = await offline().check({ urn, news, olds });
                const known = olds ?? news;
                assert.deepEqual(withoutSuffix(inputs, known), withoutSuffix(expected.inputs, known));
                assert.deepEqual(failures.map((one) => one.reason).sort(), expected.reasons);
            });
        }

        it("two made-up names differ", async () => {
            const { urn } = tables.resources.volume;
            const names = await Promise.all([1, 2].map(async () => (await offline().check({ urn, news: {} })).inputs));
            assert.match(JSON.stringify(names[0].name), /^"data-[0-9a-f]{7}"$/);
            assert.notEqual(names[0].name, names[1].name);
        });
    });

    describe("previews what @pulumi/docker previews", () => {
        for (const { name, urn, inputs, expected } of tables.previews) {
            it(name, async () => {
                const { outputs } = await offline().create({ urn, inputs, preview: true });
                assert.deepEqual(outputs, expected);
            });
        }
    });

    it("names the CLI when a type is unknown", async () => {
        const urn = "urn:pulumi:dev::project::docker:index/secret:Secret::web";
        await assert.rejects(offline().check({ urn, news: {} }), /docker:index\/secret:Secret.*Pulumi CLI/);
    });

    it("refuses what it would not set of a service, wherever it is", async () => {
        const urn = "urn:pulumi:dev::project::docker:index/service:Service::web";
        const containerSpec = { image: "site:1", secrets: [{ secretId: "id", fileName: "secret" }] };
        const news = { convergeConfig: {}, taskSpec: { containerSpec } };
        const { failures } = await offline().check({ urn, news });
        assert.deepEqual(
            failures.map(({ reason }) => reason),
            ["web.taskSpec.containerSpec.secrets", "web.convergeConfig"].map(
                (place) =>
                    "The embedded engine does not set this: remove it, or use the Pulumi CLI. Examine values at " +
                    `'${place}'.`,
            ),
        );
    });

    it("refuses registry credentials, which it would not use", async () => {
        const urn = "urn:pulumi:dev::project::pulumi:providers:docker::own";
        const { failures } = await offline().checkConfig({ urn, news: { registryAuth: "[]" } });
        assert.match(failures[0].reason, /logs in to no registry.*'own\.registryAuth'/);
    });

    it("asks no daemon, the default one least of all, while its own is not known", async () => {
        const provider = offline();
        await provider.configure({ host: UNKNOWN });
        const asked = await provider.invoke({
            token: "docker:index/getNetwork:getNetwork",
            args: { name: "none" },
            preview: true,
        });
        assert.deepEqual(asked, { outputs: {}, failures: [] });
        const { urn, id } = tables.resources.volume;
        await assert.rejects(provider.read({ urn, id }), /which Docker daemon this is about is not known yet/);
    });

    it("says which daemon it cannot reach", async () => {
        const provider = offline();
        await provider.configure({ host: "unix:///nowhere/docker.sock" });
        const { urn } = tables.resources.volume;
        const created = provider.create({ urn, inputs: { name: "never" }, preview: false });
        await assert.rejects(created, /make sure that unix:\/\/\/nowhere\/docker\.sock is reachable/);
    });
});
