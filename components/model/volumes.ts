import { AccessMode } from "./access-modes";
import { checkDriverOptions, isReadOnly, isTmpfs } from "./driver-options";
import { checkDockerHost } from "./docker-endpoints";
import { componentName, imageName, volumeName } from "./docker-names";
import { checkEnforcement } from "./enforcement";
import { checkGeometry } from "./geometry";
import { innerPath } from "./paths";
import { checkPerformance } from "./performance";
import { OnDelete, OnReplace } from "./policies";
import { Problem, isRecord } from "./problems";
import { checkRestoreFrom, checkSnapshotPlace, snapshotsFolderPart } from "./snapshots";
import { Arguments, MAX_SECONDS, Rule, anyText, oneOf, text, trueOrFalse, wholeNumber } from "./validation";

/** What copies and seeds pass over in the root of a volume: the mark of an unfinished one, and what mkfs makes. */
const RESERVED = [".docker-storage-incomplete", "lost+found"];

const seedPath: Rule = (value) => {
    const path = value as string;
    if (RESERVED.includes(path.split("/", 1)[0])) {
        return `${RESERVED.join(" and ")} have a meaning of their own in a volume: choose another name`;
    }
    return path.includes("\n") ? "give a path of one line: seededFiles lists one a line" : innerPath(path);
};

/** Every wrong argument of a NamedVolume. */
export function namedVolumeProblems(component: string, values: Record<string, unknown>): Problem[] {
    const args = new Arguments(values);
    args.check("name", volumeName);
    new Arguments({ "the component's name": component }, args.problems).check(
        "the component's name",
        args.isGiven("name") ? snapshotsFolderPart : componentName,
    );
    checkGeometry(args);
    args.check("driver", text);
    checkDriverOptions(args);
    checkLabels(args);
    args.check("onReplace", oneOf(Object.values(OnReplace)));
    args.check("onDelete", oneOf(Object.values(OnDelete)));
    checkEnforcement(args);
    checkSeed(args);
    checkSnapshotPlace(args, "snapshots");
    checkRestoreFrom(args);
    args.check("toolboxImage", imageName);
    checkDockerHost(args);
    args.check("accessMode", oneOf(Object.values(AccessMode)));
    args.check("adopt", trueOrFalse);
    if (args.get("adopt") === true && !args.isGiven("name")) {
        args.add("adopt", "a volume is found by its name: give that too");
    }
    args.check("stopGraceSeconds", wholeNumber("a whole number of seconds", 0, MAX_SECONDS));
    args.check("measureUsage", trueOrFalse);
    checkPerformance(args, isReadOnly(args));
    args.requirePlain(
        "name",
        "geometry",
        "onReplace",
        "onDelete",
        "accessMode",
        "adopt",
        "seed",
        "snapshots",
        "restoreFrom",
        "measureUsage",
        "performance",
    );
    args.refuseOthers();
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
        const remedy = anyText(key);
        if (remedy !== undefined) {
            args.add("labels", remedy, key);
        }
        labels?.require(key, anyText);
    }
}

function checkSeed(args: Arguments): void {
    const seed = args.object("seed");
    if (seed === undefined) {
        return;
    }
    seed.require("files", (value) =>
        isRecord(value) && Object.keys(value).length > 0
            ? undefined
            : "give a map from path to content, with one file at least",
    );
    const files = seed.object("files");
    seed.refuseOthers();
    for (const path of files?.keys() ?? []) {
        const remedy = seedPath(path);
        if (remedy !== undefined) {
            seed.add("files", remedy, path);
        }
        if (files?.keys().some((other) => other.startsWith(`${path}/`))) {
            seed.add("files", "this path is a file and a folder at once: rename one of them", path);
        }
        files?.require(path, anyText);
    }
    if (isReadOnly(args)) {
        args.add(
            "seed",
            "the driver options mount the volume read-only (ro), so nothing can be written: drop one of them",
            files?.keys(),
        );
    }
    if (isTmpfs(args)) {
        args.add(
            "seed",
            "a tmpfs is empty again once no container mounts it: use another type of volume",
            files?.keys(),
        );
    }
}
