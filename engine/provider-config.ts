import type { Goal } from "./goal";
import { NO_DIFF } from "./plan";
import { equal, Properties } from "./property";
import type { DiffResult } from "./providers/provider";

/** The inputs of a provider that the program makes: its configuration, and which plugin it is. Source: source_eval.go. */
export function providerInputs({ inputs, version, pluginDownloadUrl }: Goal): Properties {
    if (!version && !pluginDownloadUrl) return inputs;
    return {
        ...inputs,
        __internal: pluginDownloadUrl ? { pluginDownloadURL: pluginDownloadUrl } : {},
        ...(version && { version }),
    };
}

/** No configuration of the packages here forces a provider, and all that it made, to be replaced. */
export function diffConfig(old: Properties, fresh: Properties): DiffResult {
    const keys = [...new Set([...Object.keys(old), ...Object.keys(fresh)])];
    const diffs = keys.filter((key) => !equal(old[key], fresh[key]));
    return { ...NO_DIFF, changes: diffs.length > 0, diffs };
}
