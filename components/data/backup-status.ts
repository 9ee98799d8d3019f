import { local } from "@pulumi/command";
import * as pulumi from "@pulumi/pulumi";
import { BackupStatus } from "../model/backups";
import { scriptRun } from "./script-run";
import { ReachableSnapshots } from "./snapshot-place";
import { backupStatusScript } from "./volume-scripts";

/**
 * What is known of the newest snapshot and of the last drill; unknown in a preview. It is kept in no resource, so that a new
 * snapshot is not a change.
 *
 * @param drill whether one is held now, unless there was one of the newest snapshot
 * @param after what has to be done before
 */
export function backupStatus(
    folder: string,
    drill: boolean,
    snapshots: ReachableSnapshots,
    host: Record<string, pulumi.Input<string>>,
    after: pulumi.Input<string>,
    parent: pulumi.Resource,
): pulumi.Output<BackupStatus> {
    if (pulumi.runtime.isDryRun()) {
        return pulumi.output<BackupStatus>(pulumi.unknown as unknown as BackupStatus);
    }
    const environment = { ...host, ...snapshots.environment, FOLDER: folder, DRILL: String(drill), AFTER: after };
    const run = scriptRun(backupStatusScript(), environment);
    const { stdout } = local.runOutput({ ...run, logging: local.Logging.Stderr }, { parent });
    return snapshots.printed(stdout).apply((printed) => JSON.parse(printed) as BackupStatus);
}
