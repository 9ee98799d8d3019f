/** The last type of a URN: its own, without those of its parents. */
export function typeOf(urn: string): string {
    const types = urn.split("::")[2] ?? "";
    return types.slice(types.lastIndexOf("$") + 1);
}

/** The name that the program gives a resource. */
export function nameOf(urn: string): string {
    return urn.split("::").slice(3).join("::");
}
