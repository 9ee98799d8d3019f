import type { UpdateInfo } from "../backend/history";
import { readHistory } from "../backend/read-history";
import { stackPaths } from "../backend/stack-reference";
import type { Crypter } from "../secrets";
import { configText, decryptConfig, isSecure, StoredConfigValue } from "../stack-config";
import type { StackFlags } from "./options";
import { Session } from "./session";
import { timeAgo } from "./stack-list";
import { printJson } from "./terminal";

export interface HistoryFlags extends StackFlags {
    json?: boolean;
    showSecrets?: boolean;
    fullDates?: boolean;
    page: number;
    pageSize: number;
}

/** What was done with a stack, the latest first. Source: stack_history.go in pulumi/pulumi. */
export async function printHistory(flags: HistoryFlags): Promise<void> {
    const session = await Session.open(flags);
    const stack = await session.requireStack(flags.stack);
    const folder = stackPaths(session.backend.root, stack.reference).history;
    const updates = await readHistory(folder, flags.page, flags.pageSize);
    if (flags.json) {
        const crypter = flags.showSecrets ? await stack.configCrypter() : undefined;
        printJson(updates.map((update) => document(update, crypter)));
        return;
    }
    if (updates.length === 0) {
        process.stdout.write(
            flags.page > 1 ? `No stack updates found on page '${flags.page}'\n` : "Stack has never been updated\n",
        );
    }
    for (const update of updates) process.stdout.write(description(update, flags.fullDates ?? false));
}

function isoTime(seconds: number): string {
    return new Date(seconds * 1000).toISOString();
}

function document(update: UpdateInfo, crypter: Crypter | undefined): object {
    const { version, kind, startTime, message, environment, config, result, endTime, resourceChanges } = update;
    const settings = Object.keys(config)
        .sort()
        .map((key) => [key, setting(config[key], crypter)]);
    return {
        version,
        kind,
        startTime: isoTime(startTime),
        message,
        environment,
        config: Object.fromEntries(settings) as object,
        result,
        endTime: isoTime(endTime),
        resourceChanges: resourceChanges ?? {},
    };
}

/** A secret has no value here, unless there is something to open it with. */
function setting(stored: StoredConfigValue, crypter: Crypter | undefined): object {
    const secret = isSecure(stored);
    if (secret && !crypter) return { secret };
    const value = crypter ? decryptConfig(stored, crypter) : stored;
    const isNested = typeof stored === "object" && typeof value === "object";
    return { value: configText(value), ...(isNested && { objectValue: value }), secret };
}

const SIGNS = { create: "+", delete: "-", update: "~", same: " " };

function description(update: UpdateInfo, fullDates: boolean): string {
    const { startTime, endTime, environment, resourceChanges = {} } = update;
    const changes = Object.entries(SIGNS).map(([operation, sign]) => `${sign}${resourceChanges[operation] ?? 0}`);
    const when = fullDates ? isoTime(startTime) : timeAgo(startTime * 1000);
    return [
        `Version: ${update.version}`,
        `UpdateKind: ${update.kind}`,
        `Status: ${update.result}`,
        `Message: ${update.message}`,
        `${changes.join("")} Updated ${when} took ${endTime - startTime}s`,
        ...Object.keys(environment)
            .sort()
            .filter((key) => environment[key].trim() !== "")
            .map((key) => `    ${key}: ${environment[key]}`),
        "\n",
    ].join("\n");
}
