import { createHash } from "node:crypto";

/** For Docker names of what belongs to a component, whatever its volume is called. */
export function urnHash(urn: string): string {
    return createHash("sha256").update(urn).digest("hex").slice(0, 16);
}
