import { readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join, resolve } from "node:path";

const SCHEME = "file://";

/** Where a stack's history may be: in a folder, or nowhere that this program can read, and why. */
export type BackendFolder = { folder: string } | { missing: string };

/**
 * The folder that holds the `.pulumi` of the file backend.
 *
 * @param given as in PULUMI_BACKEND_URL; default: that, then what `pulumi login` chose
 */
export async function backendFolder(given: string | undefined, env: NodeJS.ProcessEnv): Promise<BackendFolder> {
    const url = given ?? (env.PULUMI_BACKEND_URL || (await chosenAtLogin(env)));
    if (url === undefined) {
        return { missing: "It is not known where the stack is kept: give --backend, or set PULUMI_BACKEND_URL." };
    }
    if (!url.startsWith(SCHEME)) {
        const scheme = url.split(":")[0];
        return {
            missing: `The stack is kept at a backend of another kind (${scheme}): only file:// keeps every state.`,
        };
    }
    const path = url.slice(SCHEME.length).split("?")[0];
    return { folder: resolve(path.replace(/^~(?=\/|$)/, homedir())) };
}

/** Source: GetCredentialsFile and GetCurrentCloudURL in pulumi/pulumi. */
async function chosenAtLogin(env: NodeJS.ProcessEnv): Promise<string | undefined> {
    const folder = env.PULUMI_CREDENTIALS_PATH || env.PULUMI_HOME || join(homedir(), ".pulumi");
    try {
        const { current } = JSON.parse(await readFile(join(folder, "credentials.json"), "utf8")) as {
            current?: string;
        };
        return current || undefined;
    } catch {
        return undefined;
    }
}
