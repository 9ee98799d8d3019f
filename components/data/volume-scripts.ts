import { script } from "./scripts";

/** The scripts that copy, set aside, save and remove what volumes hold. */
export const migrateScript = (): string =>
    `${script("volumes", "ledger", "program", "kept", "holder", "no-host", "migrate")}migrate\n`;

/** As `migrateScript`, of a component whose program names its Docker host, from which the data may move to another one. */
export const moveScript = (): string =>
    [
        script(
            "volumes",
            "ledger",
            "program",
            "kept",
            "which-daemon",
            "host",
            "mounting",
            "others",
            "copy",
            "aside",
            "holder",
        ),
        script("move", "migrate"),
        '[ -n "$moved" ] || { migrate; say_host; exit 0; }\n',
        script("hand-over"),
        "say_host\n",
    ].join("");

export const unfinishedScript = (): string => script("volumes", "ledger", "limited", "unfinished");

export const reclaimScript = (): string => script("volumes", "ledger", "program", "reclaim");

export const setAsideScript = (): string => script("volumes", "ledger", "program", "kept", "set-aside");

export const bringBackScript = (): string => script("volumes", "ledger", "program", "kept", "holder", "bring-back");

export const snapshotScript = (): string => script("volumes", "ledger", "program", "save");

export const prepareSnapshotsScript = (): string => script("volumes", "ledger", "snapshots", "prepare-snapshots");

export const restoreScript = (): string => script("volumes", "ledger", "snapshots", "restore");

export const backUpScript = (): string => script("volumes", "ledger", "snapshots", "back-up");

export const backupStatusScript = (): string => script("volumes", "ledger", "snapshots", "backup-status");

export const nfsScripts = (): Record<"create" | "update" | "delete", string> => ({
    create: script("nfs-holder", "name"),
    update: script(
        ...["volumes", "ledger", "kept", "mounting", "others", "copy"],
        ...["nfs-holder", "no-host", "nfs-server", "nfs-move", "hand-over"],
    ),
    delete: script("volumes", "ledger", "program", "nfs-server", "nfs-leave", "save"),
});
