import { checkDriverOptions, isReadOnly, isTmpfs } from "./driver-options";
import { componentName, volumeName } from "./docker-names";
import { checkGeometry } from "./geometry";
import { checkPerformance } from "./performance";
import { OnDelete, OnReplace } from "./policies";
import { checkRestoreFrom, checkSnapshotPlace } from "./snapshots";
import { Arguments, Problem, Rule, oneOf, text, trueOrFalse, wholeNumber } from "./validation";

const seedPath: Rule = (value) =>
    typeof value === "string" && value !== "" && value.split("/").every((part) => !["", ".", ".."].includes(part))
        ? undefined
        : 'give a path inside the volume, without a leading "/" and without "." and ".." parts';

/** Every wrong argument of a NamedVolume. */
export function namedVolumeProblems(component: string, values: Record<string, unknown>): Problem[] {
    const args = new Arguments(values);
    if (args.isGiven("name")) {
        args.check("name", volumeName);
    } else {
        new Arguments({ "the component's name": component }, args.problems).check(
            "the component's name",
            componentName,
        );
    }
    checkGeometry(args);
    args.check("driver", text);
    checkDriverOptions(args);
    checkLabels(args);
    args.check("onReplace", oneOf(Object.values(OnReplace)));
    args.check("onDelete", oneOf(Object.values(OnDelete)));
    checkSeed(args);
    checkSnapshotPlace(args, "snapshots");
    checkRestoreFrom(args);
    args.check("toolboxImage", text);
    args.check("dockerHost", text);
    args.check("stopGraceSeconds", wholeNumber("seconds", 0));
    args.check("measureUsage", trueOrFalse);
    checkPerformance(args, isReadOnly(args));
    if (isTmpfs(args)) {
        const remedy = 'a tmpfs keeps nothing once no container mounts it: set this to "discard", or use another type';
        if (args.isGiven("restoreFrom")) {
            args.add("restoreFrom", "a tmpfs is empty again once no container mounts it: use another type of volume");
        }
        const policies = { onReplace: OnReplace.Migrate, onDelete: OnDelete.Snapshot };
        for (const [policy, assumed] of Object.entries(policies)) {
            const chosen = args.get(policy) ?? assumed;
            if (chosen !== "discard") {
                args.add(policy, remedy, chosen);
            }
        }
    }
    return args.problems;
}

/** Docker's labels: keys that are not empty. */
export function checkLabels(args: Arguments): void {
    const labels = args.object("labels");
    for (const key of labels?.keys() ?? []) {
        if (key === "" || /\s/.test(key)) {
            args.add("labels", "give every label a key without spaces", key);
        }
        if (key.startsWith("io.docker-storage.")) {
            args.add(
                "labels",
                "labels that begin with io.docker-storage. are this package's own: choose another key",
                key,
            );
        }
        labels?.check(key, (value) => (typeof value === "string" ? undefined : "give a text"));
    }
}

function checkSeed(args: Arguments): void {
    const seed = args.object("seed");
    if (seed === undefined) {
        return;
    }
    seed.require("files", (value) =>
        typeof value === "object" && value !== null && Object.keys(value).length > 0
            ? undefined
            : "give a map from path to content, with one file at least",
    );
    const files = seed.object("files");
    for (const path of files?.keys() ?? []) {
        const remedy = seedPath(path);
        if (remedy !== undefined) {
            seed.add("files", remedy, path);
        }
        if (files?.keys().some((other) => other.startsWith(`${path}/`))) {
            seed.add("files", "this path is a file and a folder at once: rename one of them", path);
        }
        files?.check(path, (value) => (typeof value === "string" ? undefined : "give the file's content as text"));
    }
    if (isReadOnly(args)) {
        args.add(
            "seed",
            "the driver options mount the volume read-only (ro), so nothing can be written: drop one of them",
        );
    }
    if (isTmpfs(args)) {
        args.add("seed", "a tmpfs is empty again once no container mounts it: use another type of volume");
    }
}
