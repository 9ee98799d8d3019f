import { Properties, UNKNOWN } from "../../property";
import { TerraformObject } from "./schema";
import { ResourceKind } from "./resource-kind";

export const META = "__meta";

type Operation = "create" | "update" | "delete";

/** The key under which Terraform's SDK keeps how long operations may take. */
const TIMEOUTS_KEY = "e2bfb730-ecaa-11e6-8f88-34363bc7c4c0";
/** What Terraform's SDK writes for a value that is not known yet. */
const TERRAFORM_UNKNOWN = "74D93920-ED26-11E3-AC10-0800200C9A66";
const DEFAULT_TIMEOUT_SECONDS = 20 * 60;
const NANOSECONDS_PER_SECOND = 1e9;

/** How long an operation may take, where the program or the type of resource says so. */
export function timeoutSeconds(kind: ResourceKind, given: number | undefined): number | undefined {
    if (!kind.hasTimeouts) return undefined;
    return given === undefined || given === 0 ? DEFAULT_TIMEOUT_SECONDS : given;
}

function timeouts(kind: ResourceKind, operation: Operation | undefined, given: number | undefined): Properties {
    if (!kind.hasTimeouts) return {};
    const seconds = (one: Operation) => (one === operation && given ? given : DEFAULT_TIMEOUT_SECONDS);
    const nanoseconds = (one: Operation) => seconds(one) * NANOSECONDS_PER_SECOND;
    return {
        [TIMEOUTS_KEY]: {
            create: nanoseconds("create"),
            delete: nanoseconds("delete"),
            update: nanoseconds("update"),
        },
    };
}

/** The `__meta` output of a resource that exists; none where there is nothing to say. */
export function meta(kind: ResourceKind, operation?: Operation, given?: number): Properties {
    const content = {
        ...timeouts(kind, operation, given),
        ...(kind.schemaVersion === 0 ? {} : { schema_version: String(kind.schemaVersion) }),
    };
    return Object.keys(content).length === 0 ? {} : { [META]: JSON.stringify(content) };
}

/** The `__meta` output in a preview, where Terraform still carries the values that it normalizes. */
export function previewMeta(
    kind: ResourceKind,
    planned: TerraformObject,
    operation: Operation,
    given?: number,
): Properties {
    if (!kind.hasTimeouts) return {};
    const values = operation === "create" ? normalized(kind, planned) : {};
    const content = { _new_extra_shim: values, ...timeouts(kind, operation, given) };
    return { [META]: JSON.stringify(content) };
}

function normalized(kind: ResourceKind, planned: TerraformObject): Properties {
    const found: Properties = {};
    for (const [key, { block, type }] of Object.entries(kind.schema)) {
        const elements = planned[key];
        if (block === undefined || type !== "list" || !Array.isArray(elements)) continue;
        const inner = Object.keys(block).filter((name) => block[name].normalize !== undefined);
        elements.forEach((element, index) => {
            for (const name of inner) {
                const value = (element as Properties)[name];
                found[`${key}.${index}.${name}`] = value === UNKNOWN ? TERRAFORM_UNKNOWN : value;
            }
        });
    }
    return found;
}
