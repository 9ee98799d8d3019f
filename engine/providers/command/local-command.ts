import { randomBytes } from "node:crypto";
import { equal, Properties, UNKNOWN } from "../../property";
import { DeleteRequest, ProviderHost, UpdateRequest } from "../provider";
import { COMMAND_FIELDS } from "./check";
import { runScript, textIn } from "./script";

interface Creation {
    urn: string;
    name: string;
    inputs: Properties;
    preview: boolean;
    timeoutSeconds?: number;
}

/** What a command gave: every output that is not the copy of an input. */
const RESULTS = ["stdout", "stderr", "assets", "archive"];

function resultsOf(outputs: Properties): Properties {
    return Object.fromEntries(Object.entries(outputs).filter(([name]) => RESULTS.includes(name)));
}

/** Like the plugin, a preview takes every result for unknown as soon as one input that was there before has changed. */
function previewedUpdate(olds: Properties, news: Properties): Properties {
    const results = resultsOf(olds);
    const stale = COMMAND_FIELDS.some(
        ({ name }) => news[name] === UNKNOWN || (name in olds && !equal(news[name], olds[name])),
    );
    return { ...(stale ? Object.fromEntries(Object.keys(results).map((name) => [name, UNKNOWN])) : results), ...news };
}

/** The resource `command:local:Command`: a script for each of create, update and delete. */
export class LocalCommand {
    constructor(private readonly host: ProviderHost) {}

    async create({
        urn,
        name,
        inputs,
        preview,
        timeoutSeconds,
    }: Creation): Promise<{ id: string; outputs: Properties }> {
        const id = name + randomBytes(4).toString("hex");
        const script = textIn(inputs, "create");
        const before = preview ? { stdout: UNKNOWN, stderr: UNKNOWN } : { stdout: "", stderr: "" };
        const results =
            preview || script === undefined
                ? before
                : await runScript(this.host, script, { urn, inputs, previous: before, timeoutSeconds });
        return { id, outputs: { ...inputs, ...results } };
    }

    async update({
        urn,
        oldOutputs,
        newInputs,
        ignoreChanges,
        preview,
        timeoutSeconds,
    }: UpdateRequest): Promise<Properties> {
        const inputs = { ...newInputs };
        for (const name of ignoreChanges) {
            if (name in oldOutputs) inputs[name] = oldOutputs[name];
        }
        if (preview) return previewedUpdate(oldOutputs, inputs);
        const previous = resultsOf(oldOutputs);
        const script = textIn(inputs, "update") ?? textIn(inputs, "create");
        const results =
            script === undefined
                ? previous
                : await runScript(this.host, script, { urn, inputs, previous, timeoutSeconds });
        return { ...inputs, ...results };
    }

    /** Runs with the inputs of the last create or update, which the outputs repeat. */
    async delete({ urn, oldOutputs, timeoutSeconds }: DeleteRequest): Promise<void> {
        const script = textIn(oldOutputs, "delete");
        if (script === undefined) return;
        const previous = resultsOf(oldOutputs);
        await runScript(this.host, script, { urn, inputs: oldOutputs, previous, timeoutSeconds });
    }
}
