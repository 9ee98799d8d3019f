/** URNs: `urn:pulumi:<stack>::<project>::<qualified type>::<name>`. Source: sdk/go/common/resource/urn. */

export const STACK_TYPE = "pulumi:pulumi:Stack";
const PROVIDER_TYPE_PREFIX = "pulumi:providers:";

export function makeUrn(
    stack: string,
    project: string,
    parent: string | undefined,
    type: string,
    name: string,
): string {
    const parentType = parent ? qualifiedType(parent) : STACK_TYPE;
    const qualified = parentType === STACK_TYPE || parentType === "" ? type : `${parentType}$${type}`;
    return `urn:pulumi:${stack}::${project}::${qualified}::${name}`;
}

function parts(urn: string): string[] {
    return urn.split("::");
}

export function qualifiedType(urn: string): string {
    return parts(urn)[2] ?? "";
}

export function urnType(urn: string): string {
    const qualified = qualifiedType(urn);
    return qualified.slice(qualified.lastIndexOf("$") + 1);
}

/** The name may itself contain `::`. */
export function urnName(urn: string): string {
    return parts(urn).slice(3).join("::");
}

export function isProviderType(type: string): boolean {
    return type.startsWith(PROVIDER_TYPE_PREFIX);
}

export function providerType(packageName: string): string {
    return PROVIDER_TYPE_PREFIX + packageName;
}

/** The package of a type token such as `docker:index/volume:Volume`, or of a provider's own type. */
export function packageOf(type: string): string {
    return isProviderType(type) ? type.slice(PROVIDER_TYPE_PREFIX.length) : type.split(":")[0];
}

/** Default providers are the engine's own: their steps are neither shown nor counted. */
export function isDefaultProvider(urn: string): boolean {
    return isProviderType(urnType(urn)) && urnName(urn).startsWith("default");
}

/** Splits a provider reference, `<urn>::<id>`. */
export function parseProviderReference(reference: string): { urn: string; id: string } {
    const end = reference.lastIndexOf("::");
    return { urn: reference.slice(0, end), id: reference.slice(end + 2) };
}

/** Whether a URN is meant by a `--target` pattern, where `*` stands for anything but `:` and `**` for anything. */
export function matchesTarget(pattern: string, urn: string): boolean {
    const expression = pattern
        .split(/(\*\*|\*)/)
        .map((piece) =>
            piece === "**" ? ".*" : piece === "*" ? "[^:]*" : piece.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"),
        )
        .join("");
    return new RegExp(`^${expression}$`).test(urn);
}
