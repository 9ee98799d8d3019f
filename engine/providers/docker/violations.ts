import { isObject, PropertyValue, UNKNOWN } from "../../property";
import { CheckFailure } from "../provider";
import { Attribute, Block, isCollection, pulumiName, TerraformObject } from "./schema";
import { entry } from "./values";

/** Where a value is: as Terraform writes it, and as Pulumi shows it (a set's elements have no path of their own). */
interface Place {
    readonly terraform: string;
    readonly pulumi: string;
    readonly insideSet: boolean;
}

function failure(place: Place, reason: string): CheckFailure {
    return { property: "", reason: `${reason}. Examine values at '${place.pulumi}'.` };
}

function child(place: Place, terraform: string, pulumi: string): Place {
    return {
        terraform: place.terraform === "" ? terraform : `${place.terraform}.${terraform}`,
        pulumi: place.insideSet ? place.pulumi : `${place.pulumi}${pulumi}`,
        insideSet: place.insideSet,
    };
}

function ofElements(attribute: Attribute, value: PropertyValue[], place: Place): CheckFailure[] {
    return value.flatMap((element, index) => {
        if (element === UNKNOWN) return [];
        const shown = attribute.single || attribute.type === "set" ? "" : `[${index}]`;
        const at = {
            ...child(place, String(index), shown),
            insideSet: place.insideSet || (attribute.type === "set" && !attribute.single),
        };
        if (attribute.block === undefined) {
            return typeof element === "string"
                ? []
                : [failure(at, `Incorrect attribute value type. expected string, got ${typeof element}`)];
        }
        if (!isObject(element)) return [failure(at, "Expected Object Type. Expected object, got string")];
        return ofObject(attribute.block, element, at);
    });
}

function mistyped(attribute: Attribute, value: PropertyValue): string {
    if (attribute.type === "number") return `Attribute must be a whole number, got ${JSON.stringify(value)}`;
    if (attribute.type !== "boolean" || typeof value !== "string") {
        return `Incorrect attribute value type. expected ${attribute.type}, got ${typeof value}`;
    }
    return `cannot parse '' as bool: strconv.ParseBool: parsing ${JSON.stringify(value)}: invalid syntax`;
}

function ofValue(attribute: Attribute, value: PropertyValue, place: Place): CheckFailure[] {
    if (value === UNKNOWN || value === null) return [];
    if (isCollection(attribute)) return Array.isArray(value) ? ofElements(attribute, value, place) : [];
    if (attribute.type === "map") return isObject(value) ? [] : [failure(place, "Attribute must be a map")];
    if (typeof value !== attribute.type) {
        return [failure(place, mistyped(attribute, value))];
    }
    const complaint = attribute.validate?.(value);
    return complaint === undefined ? [] : [failure(place, complaint.replace("%s", place.terraform))];
}

function ofObject(block: Block, object: TerraformObject, place: Place): CheckFailure[] {
    const failures: CheckFailure[] = [];
    for (const [key, attribute] of Object.entries(block)) {
        const at = child(place, key, `.${pulumiName(key, attribute)}`);
        const value = entry(object, key);
        if (value === undefined && attribute.required && !attribute.autoName) {
            const what = `The argument "${at.terraform}" is required, but no definition was found.`;
            failures.push(failure(at, `Missing required argument. ${what}`));
        }
        if (value === undefined) continue;
        if (attribute.readOnly) {
            const why = "its value will be decided automatically based on the result of applying this configuration.";
            const what = `Can't configure a value for "${at.terraform}": ${why}`;
            failures.push(failure(at, `Value for unconfigurable attribute. ${what}`));
            continue;
        }
        if (attribute.unsupported) {
            failures.push(failure(at, "The embedded engine does not set this: remove it, or use the Pulumi CLI"));
            continue;
        }
        const rival = attribute.conflictsWith?.find((name) => name in object);
        if (rival !== undefined) {
            failures.push(
                failure(at, `Conflicting configuration arguments. "${at.terraform}": conflicts with ${rival}`),
            );
        }
        failures.push(...ofValue(attribute, value, at));
    }
    for (const key of Object.keys(object)) {
        if (key in block) continue;
        failures.push(failure(child(place, key, `.${pulumiName(key, { type: "string" })}`), "Invalid or unknown key"));
    }
    return failures;
}

/** Everything that is wrong with a resource's inputs, in the words and with the paths that Pulumi's bridge uses. */
export function violations(block: Block, object: TerraformObject, name: string): CheckFailure[] {
    return ofObject(block, object, { terraform: "", pulumi: name, insideSet: false });
}
