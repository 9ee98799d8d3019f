import { script } from "./scripts";

/** What one needs to run a program. */
const PROGRAM = ["begin", "toolbox", "root", "program"];

/** The scripts that copy, set aside, save and remove what volumes hold. */
export const migrateScript = (): string => script(...PROGRAM, "after-failure", "here", "gate");

/**
 * As `migrateScript`, of a component whose program names its Docker host, from which the data may move to another one.
 *
 * @param isGuarded whether it begins only once it is known which daemon answers: see `ScriptCommand`
 */
export const moveScript = (isGuarded = false): string =>
    [isGuarded ? "" : `daemon=\n${script("which-daemon")}`, script(...PROGRAM, "after-failure", "move", "gate")].join(
        "",
    );

export const unfinishedScript = (): string => script("begin", "toolbox", "limited", "unfinished");

export const reclaimScript = (): string => script(...PROGRAM, "reclaim");

export const setAsideScript = (): string => script(...PROGRAM, "program-aside", "set-aside");

export const bringBackScript = (): string => script(...PROGRAM, "program-aside", "bring-back");

export const snapshotScript = (): string => script(...PROGRAM, "save");

export const prepareSnapshotsScript = (): string =>
    script("begin", "toolbox", "root", "snapshots", "prepare-snapshots");

export const restoreScript = (): string => script(...PROGRAM, "restore");

export const backUpScript = (): string => script("begin", "exists", "toolbox", "root", "snapshots", "back-up");

export const backupStatusScript = (): string => script("begin", "toolbox", "root", "snapshots", "backup-status");

export const nfsScripts = (): Record<"update" | "delete", string> => ({
    update: script(...PROGRAM, "after-failure", "nfs-move", "gate"),
    delete: script(...PROGRAM, "nfs-leave"),
});

/** @param isOnNamedHost whether the program names its Docker host */
export function claimScripts(isOnNamedHost: boolean): Record<"create" | "update", string> {
    const host = isOnNamedHost ? [] : ["no-host"];
    return {
        create: script("begin", ...host, "exists", "as-inspected", "claim"),
        update: script(...PROGRAM, ...host, "exists", "as-inspected", "look-former", "claim"),
    };
}

export const lookScript = (): string => script(...PROGRAM, "exists", "as-inspected", "look");
