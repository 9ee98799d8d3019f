import { Backup, backupsOf } from "./backups";
import { textFrom } from "./figures";
import { PastUpdate } from "./history";
import { Host, sharingOf } from "./sharing";
import { StoredState } from "./stored-state";
import { VOLUME_TYPE } from "../../model/resource-types";
import { nameOf } from "../../model/urns";

/** What is known of the past, or why nothing is. */
export type History = { updates: PastUpdate[]; total: number } | { missing: string };

/** All that the page shows. */
export interface Report {
    project: string;
    stack: string;
    /** When the state was written, in ISO 8601. */
    time?: string;
    hosts: Host[];
    backups: Backup[];
    history: History;
    /** What the pictures cannot show. */
    notes: string[];
}

export function reportOf(state: StoredState, history: History): Report {
    const hosts = sharingOf(state);
    const waiting = state.resources.filter((resource) => resource.delete && resource.type === VOLUME_TYPE);
    const secretive = hosts.flatMap(({ containers }) => containers.filter(({ hasSecretMounts }) => hasSecretMounts));
    return {
        project: state.project,
        stack: state.stack,
        time: state.time,
        hosts,
        backups: backupsOf(state),
        history,
        notes: [
            ...brokenBudgets(state),
            ...secretive.map(({ name }) => `Container ${name} has mounts that are secret: they are left out.`),
            ...waiting.map(
                ({ urn, id }) =>
                    `Volume ${id ?? nameOf(urn)} was replaced, and waits to be deleted: an update tries that again.`,
            ),
        ],
    };
}

/** What StorageSummaries told when the stack was last updated. */
function brokenBudgets({ resources }: StoredState): string[] {
    const summaries = resources.filter(({ type }) => type === "docker-storage:index:StorageSummary");
    const told = summaries.flatMap(({ outputs }): unknown[] =>
        Array.isArray(outputs.brokenBudgets) ? outputs.brokenBudgets : [],
    );
    return told.flatMap((budget) => textFrom(budget) ?? []);
}
