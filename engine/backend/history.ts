import { join } from "node:path";
import type { StoredConfigValue } from "../stack-config";
import { keepAs, readIfExists, writeAtomically } from "./files";
import type { stackPaths } from "./stack-reference";

/** One past operation on a stack. Source: backend.UpdateInfo in pkg/backend/updates.go. */
export interface UpdateInfo {
    kind: "update" | "refresh" | "destroy";
    /** Seconds since 1970. */
    startTime: number;
    message: string;
    environment: Record<string, string>;
    /** As in `Pulumi.<stack>.yaml`: secure values stay encrypted. */
    config: Record<string, StoredConfigValue>;
    version: number;
    result: "succeeded" | "failed";
    endTime: number;
    resourceChanges?: Record<string, number>;
}

/** File names hold the time in nanoseconds, so that they sort by it. */
function nanoseconds(): string {
    return `${Math.round((performance.timeOrigin + performance.now()) * 1000)}000`;
}

/** Notes an operation that has ended, beside the state that it left. */
export async function addToHistory(
    paths: ReturnType<typeof stackPaths>,
    stack: string,
    update: UpdateInfo,
): Promise<void> {
    const prefix = join(paths.history, `${stack}-${nanoseconds()}`);
    await writeAtomically(`${prefix}.history.json`, JSON.stringify(update));
    await keepAs(paths.checkpoint, `${prefix}.checkpoint.json`);
}

export async function backUp(paths: ReturnType<typeof stackPaths>, stack: string): Promise<void> {
    const text = await readIfExists(paths.checkpoint);
    if (text !== undefined) await writeAtomically(join(paths.backups, `${stack}.${nanoseconds()}.json`), text);
}
