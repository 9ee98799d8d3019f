import { script } from "./scripts";

/** Which volume has the data at first. */
export const firstScript = (...holder: string[]): string => `how=\n${script(...holder, "told")}`;

/** What a migration of any kind begins with. */
const BEGINNING = ["volumes", "ledger", "program", "kept", "before", "undoing"];

/** The scripts that copy, set aside, save and remove what volumes hold. */
export const migrateScript = (): string =>
    `${script(...BEGINNING, "no-host", "migrate")}migrate\n${script("holder", "told")}`;

/**
 * As `migrateScript`, of a component whose program names its Docker host, from which the data may move to another one.
 *
 * @param isGuarded whether it begins only once it is known which daemon answers: see `ScriptCommand`
 */
export const moveScript = (isGuarded = false): string =>
    [
        isGuarded ? "" : `daemon=\n${script("which-daemon")}`,
        script(...BEGINNING, "host", "move", "migrate"),
        "find_data\n",
        'if [ -n "$there" ]; then undoing "$old" move; else migrate; fi\n',
        script("holder", "told"),
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
    create: firstScript("nfs-holder"),
    update: script(...BEGINNING, "nfs-move", "nfs-holder", "told"),
    delete: script("volumes", "ledger", "program", "before", "nfs-leave"),
});
