import { VNode } from "preact";
import { binaryBytes } from "../../model/units";
import { Backup } from "../model/backups";
import { Table } from "./table";
import { timeText } from "./words";

/** The newest snapshots, as the last update saw them. */
export function Backups({ backups }: { backups: Backup[] }): VNode {
    return (
        <section aria-labelledby="backups">
            <h2 id="backups">Backups</h2>
            <Table
                caption="The newest snapshot of each backup, when the stack was last updated"
                columns={["Backup", "Of volume", "Snapshot", "Taken", "Data", "Last proven", "Scheduled by"]}
                rows={backups.map((backup) => [
                    backup.name,
                    <code>{backup.volume ?? "not known"}</code>,
                    backup.snapshot === undefined ? "none yet" : <code>{backup.snapshot}</code>,
                    backup.takenAt === undefined ? "never" : timeText(backup.takenAt),
                    backup.dataBytes === undefined ? "" : binaryBytes(backup.dataBytes),
                    provenText(backup),
                    backup.schedulerName ?? "no schedule",
                ])}
            />
        </section>
    );
}

function provenText({ lastProvenAt, drillProblem }: Backup): string {
    if (drillProblem !== undefined) return `the last drill failed: ${drillProblem}`;
    return lastProvenAt === undefined ? "never" : timeText(lastProvenAt);
}
