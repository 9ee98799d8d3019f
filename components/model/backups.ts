import { cronSchedule } from "./cron";
import { checkDockerHost } from "./docker-endpoints";
import { componentName, containerName, imageName, volumeName } from "./docker-names";
import { absolutePath } from "./paths";
import { Problem } from "./problems";
import { checkSnapshotPlace, snapshotsOf } from "./snapshots";
import { Arguments, anyText, oneOf, seconds, text, trueOrFalse, wholeNumber } from "./validation";

/** How containers are kept from writing to a volume while it is read. */
export enum QuiesceMode {
    /** Those that can write to the volume are stopped, and started again. */
    Stop = "stop",
    /** They are frozen: what they have in memory is not in the snapshot. */
    Pause = "pause",
    /** A command in a container sees to it, `fsfreeze` or what a database has for that. */
    Command = "command",
}

/** How many snapshots stay, by each rule; one stays if any rule keeps it. Hours, days and so on are UTC. */
export interface Retention {
    /** The newest ones. */
    last?: number;
    /** The newest of each of so many hours that have one. */
    hourly?: number;
    daily?: number;
    /** ISO weeks, which begin on Monday. */
    weekly?: number;
    monthly?: number;
    yearly?: number;
}

const RETENTION_RULES = ["last", "hourly", "daily", "weekly", "monthly", "yearly"];

/** Every wrong argument of a VolumeBackup. */
export function volumeBackupProblems(component: string, values: Record<string, unknown>): Problem[] {
    const args = new Arguments(values);
    new Arguments({ "the component's name": component }, args.problems).check("the component's name", componentName);
    args.require("volume", volumeName);
    args.check("component", snapshotsOf);
    checkSnapshotPlace(args, "snapshots");
    args.check("schedule", cronSchedule);
    args.check("everySeconds", seconds(0, true));
    if (args.isGiven("schedule") && args.isGiven("everySeconds")) {
        args.add("everySeconds", "schedule says already when: give one of the two");
    }
    args.checkEach("triggers", anyText);
    args.check("requestedAt", text);
    checkRetention(args);
    checkQuiesce(args);
    args.check("drill", trueOrFalse);
    args.check("drillEverySeconds", seconds(0, true));
    if (args.isGiven("drillEverySeconds") && !args.isGiven("schedule") && !args.isGiven("everySeconds")) {
        args.add("drillEverySeconds", "the container of the schedule holds the drills: give schedule or everySeconds");
    }
    args.check("dockerSocket", absolutePath("on the Docker host", [",", '"', "\n"]));
    args.check("toolboxImage", imageName);
    checkDockerHost(args);
    args.requirePlain("component", "snapshots", "drill", "dockerSocket");
    args.refuseOthers();
    return args.problems;
}

function checkRetention(args: Arguments): void {
    const keep = args.object("keep");
    if (keep === undefined) {
        return;
    }
    for (const rule of keep.keys()) {
        if (RETENTION_RULES.includes(rule)) {
            keep.check(rule, wholeNumber("a whole number of snapshots", 1));
        } else {
            keep.add(rule, `the rules are ${RETENTION_RULES.join(", ")}`);
        }
    }
    if (!RETENTION_RULES.some((rule) => keep.isGiven(rule))) {
        args.add("keep", "no rule would keep any snapshot: give one, or leave it out to keep all");
    }
}

function checkQuiesce(args: Arguments): void {
    const quiesce = args.object("quiesce");
    if (quiesce === undefined) {
        return;
    }
    quiesce.require("mode", oneOf(Object.values(QuiesceMode)));
    const byCommand = quiesce.get("mode") === QuiesceMode.Command;
    if (byCommand) {
        quiesce.require("container", containerName);
        quiesce.require("before", (value) =>
            Array.isArray(value) && value.length > 0 ? undefined : "give the command, as a list",
        );
    }
    for (const name of ["container", "before", "after"]) {
        if (!byCommand && quiesce.isGiven(name)) {
            quiesce.add(name, `only mode "${QuiesceMode.Command}" has it: remove it, or change the mode`);
        }
    }
    for (const name of ["before", "after"]) {
        quiesce.checkEach(name, anyText);
    }
    quiesce.refuseOthers();
}

/** The newest snapshot and the last drill; a fact is absent as long as there is none. Source: volume-tools/drill.py. */
export interface BackupStatus {
    snapshot?: string;
    takenAt?: string;
    dataBytes?: number;
    fileCount?: number;
    checksum?: string;
    lastProvenAt?: string;
    drillSucceeded?: boolean;
    problem?: string;
}
