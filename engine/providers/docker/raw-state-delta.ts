import { isObject, Properties, PropertyValue } from "../../property";
import { Attribute, Block, guessTerraformName, isCollection, pulumiName, TerraformObject } from "./schema";

/** The output property that tells how to get Terraform's own state back from Pulumi's outputs. */
export const RAW_STATE_DELTA = "__pulumi_raw_state_delta";

function attributeDelta(attribute: Attribute, value: PropertyValue): Properties | undefined {
    if (value === null) return undefined;
    if (attribute.type === "map") return { map: {} };
    if (!isCollection(attribute) || !Array.isArray(value)) return undefined;
    const inner = value.map((one) =>
        attribute.block !== undefined && isObject(one) ? objectDelta(attribute.block, one) : undefined,
    );
    if (attribute.single) return { plu: { i: inner[0] ?? {} } };
    const entries = inner.flatMap((delta, index) => (delta === undefined ? [] : [[String(index), delta] as const]));
    return { arr: entries.length === 0 ? {} : { el: Object.fromEntries(entries) } };
}

function objectDelta(block: Block, object: TerraformObject): Properties {
    const renamed: Properties = {};
    const properties: Properties = {};
    for (const [key, attribute] of Object.entries(block)) {
        const name = pulumiName(key, attribute);
        if (guessTerraformName(name) !== key) renamed[name] = key;
        const delta = attributeDelta(attribute, object[key]);
        if (delta !== undefined) properties[name] = delta;
    }
    return {
        obj: {
            ...(Object.keys(properties).length === 0 ? {} : { ps: properties }),
            ...(Object.keys(renamed).length === 0 ? {} : { renamed }),
        },
    };
}

/** What the bridge writes beside the outputs, so that it need not store Terraform's state a second time. */
export function rawStateDelta(block: Block, state: TerraformObject): Properties {
    return objectDelta(block, state);
}
