import { SecretValues } from "../backend/secret-values";
import type { Properties } from "../property";
import type { ResourceState } from "../state";
import { OpenStack, saltOf } from "./session";

/** The stack resource of another stack in the same backend, secrets in the clear; nothing if there is no such stack. */
export async function readStack(name: string, from: OpenStack): Promise<ResourceState | undefined> {
    const files = from.session.backend.stack(from.session.parse(name));
    const stored = await files.read();
    const root = stored?.deployment?.resources?.find(
        (resource) => resource.type === "pulumi:pulumi:Stack" && !resource.parent,
    );
    if (!root) return undefined;
    const salt = saltOf(stored?.deployment);
    const secrets = new SecretValues(salt === undefined ? undefined : await from.unlock(salt, files.url));
    return { ...root, outputs: secrets.read(root.outputs ?? {}, "outputs") as Properties };
}
