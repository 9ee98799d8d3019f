import { script } from "./scripts";

/**
 * The scripts that copy, set aside, save and remove what volumes hold.
 *
 * @param whereFrom how a script learns on which Docker host the data was so far
 */
export const handOverScript = (...whereFrom: string[]): string =>
    script("volumes", "ledger", "mounting", "others", "copy", "aside", "holder", ...whereFrom, "hand-over");

export const unfinishedScript = (): string => script("volumes", "ledger", "limited", "unfinished");

export const reclaimScript = (): string => script("volumes", "ledger", "mounting", "evidence", "snapshots", "reclaim");

export const setAsideScript = (): string =>
    script("volumes", "ledger", "mounting", "evidence", "copy", "aside", "set-aside");

export const bringBackScript = (): string =>
    script("volumes", "ledger", "as-inspected", "copy", "aside", "holder", "bring-back");

export const snapshotScript = (): string => script("volumes", "ledger", "mounting", "aside", "snapshots", "snapshot");

export const prepareSnapshotsScript = (): string => script("volumes", "ledger", "snapshots", "prepare-snapshots");

export const restoreScript = (): string => script("volumes", "ledger", "snapshots", "restore");

export const backUpScript = (): string => script("volumes", "ledger", "snapshots", "back-up");

export const backupStatusScript = (): string => script("volumes", "ledger", "snapshots", "backup-status");

export const nfsScripts = (): Record<"create" | "update" | "delete", string> => ({
    create: script("nfs-holder", "nfs-name"),
    update: script(
        ...["volumes", "ledger", "mounting", "others", "copy"],
        ...["nfs-holder", "no-host", "nfs-server", "nfs-move", "hand-over"],
    ),
    delete: script("volumes", "ledger", "mounting", "snapshots", "nfs-server", "nfs-leave", "snapshot"),
});
