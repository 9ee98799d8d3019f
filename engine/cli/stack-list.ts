import { qualifiedName } from "../backend/stack-reference";
import type { StackFlags } from "./options";
import { selectedStack } from "./selected-stack";
import { Session } from "./session";
import { printJson, printTable } from "./terminal";

interface Listed {
    name: string;
    current: boolean;
    lastUpdate?: string;
    resourceCount?: number;
}

export async function listStacks(flags: StackFlags & { json?: boolean; all?: boolean }): Promise<void> {
    const session = await Session.open(flags);
    const selected = await selectedStack(session.project, session.backend.url);
    const current = selected === undefined ? undefined : qualifiedName(session.parse(selected));
    const references = await session.backend.list(flags.all ? undefined : session.project.name);
    const stacks: Listed[] = [];
    for (const reference of references) {
        const deployment = (await session.backend.stack(reference).read())?.deployment;
        stacks.push({
            name: session.show(reference),
            current: qualifiedName(reference) === current,
            lastUpdate: deployment && new Date(deployment.manifest.time).toISOString(),
            resourceCount: deployment && (deployment.resources ?? []).length,
        });
    }
    stacks.sort((left, right) => (left.name < right.name ? -1 : 1));
    if (flags.json) {
        printJson(stacks);
        return;
    }
    printTable([["NAME", "LAST UPDATE", "RESOURCE COUNT"], ...stacks.map(row)]);
}

function row({ name, current, lastUpdate, resourceCount }: Listed): string[] {
    const ago = lastUpdate === undefined ? "n/a" : timeAgo(Date.parse(lastUpdate));
    return [current ? `${name}*` : name, ago, resourceCount === undefined ? "n/a" : String(resourceCount)];
}

const UNITS: [string, number][] = [
    ["year", 31_536_000],
    ["month", 2_592_000],
    ["week", 604_800],
    ["day", 86_400],
    ["hour", 3600],
    ["minute", 60],
    ["second", 1],
];

export function timeAgo(timeMilliseconds: number): string {
    const seconds = Math.floor((Date.now() - timeMilliseconds) / 1000);
    const unit = UNITS.find(([, length]) => seconds >= length);
    if (!unit) return "now";
    const count = Math.floor(seconds / unit[1]);
    return `${count} ${unit[0]}${count === 1 ? "" : "s"} ago`;
}
