import { isIPv6 } from "node:net";
import { gid, mode, uid } from "./bind-mounts";
import { port } from "./containers";
import { checkDockerHost } from "./docker-endpoints";
import { componentName, imageName } from "./docker-names";
import { checkGeometry } from "./geometry";
import { NfsSecurity, NfsVersion } from "./nfs-options";
import { absolutePath, innerPath, withoutSeparators } from "./paths";
import { checkPerformance } from "./performance";
import { OnDelete, OnMove } from "./policies";
import { Problem } from "./problems";
import { checkSnapshotPlace } from "./snapshots";
import { Arguments, MAX_SECONDS, Rule, multipleOf, oneOf, seconds, trueOrFalse, wholeNumber } from "./validation";
import { checkLabels } from "./volumes";

/** The kernel counts in 32 bits, and time in tenths of seconds. */
const MAX_RETRANSMISSIONS = 2 ** 31 - 1;
const MAX_TIMEOUT_SECONDS = 214748364;

const server: Rule = (value) =>
    typeof value === "string" && (isIPv6(value) || /^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9.])?$/.test(value))
        ? undefined
        : "give the server's host name or address, without a port, a scheme or spaces";

const exportPath: Rule = (value) => absolutePath("of the export on the server", [",", ":"])(value) ?? oneLine(value);

const subfolderPath: Rule = (value) => innerPath(value) ?? withoutSeparators([",", ":"])(value) ?? oneLine(value);

/** The gate prints where the data is as a line. */
const oneLine: Rule = (value) => ((value as string).includes("\n") ? "give a path of one line" : undefined);

/** Every wrong argument of an NfsVolume. */
export function nfsVolumeProblems(component: string, values: Record<string, unknown>): Problem[] {
    const args = new Arguments(values);
    new Arguments({ "the component's name": component }, args.problems).check("the component's name", componentName);
    args.require("server", server);
    args.require("export", exportPath);
    checkSubfolder(args);
    checkOptions(args);
    checkPolicies(args);
    checkGeometry(args);
    checkLabels(args);
    args.check("measureUsage", trueOrFalse);
    checkPerformance(args, args.get("readOnly") === true);
    args.check("toolboxImage", imageName);
    checkDockerHost(args);
    args.requirePlain("subfolder", "onMove", "onDelete", "snapshots", "measureUsage", "performance");
    args.refuseOthers();
    return args.problems;
}

function checkSubfolder(args: Arguments): void {
    const subfolder = args.object("subfolder");
    subfolder?.require("path", subfolderPath);
    subfolder?.check("uid", uid);
    subfolder?.check("gid", gid);
    subfolder?.check("mode", mode);
    subfolder?.refuseOthers();
    if (subfolder !== undefined && args.get("readOnly") === true) {
        args.add("subfolder", "what is mounted read-only is not made: give its path as part of export");
    }
}

function checkOptions(args: Arguments): void {
    args.check("version", oneOf(Object.values(NfsVersion)));
    args.check("security", oneOf(Object.values(NfsSecurity)));
    for (const flag of ["soft", "readOnly", "noAccessTimes", "noLocks", "noAttributeCache"]) {
        args.check(flag, trueOrFalse);
    }
    args.check("port", port);
    args.check("timeoutSeconds", seconds(0.1, false, MAX_TIMEOUT_SECONDS));
    args.check("retransmissions", wholeNumber("a whole number of retransmissions", 0, MAX_RETRANSMISSIONS));
    const transferSize = multipleOf(1024, 1024, 1048576);
    args.check("readSizeBytes", transferSize);
    args.check("writeSizeBytes", transferSize);
    if (args.get("noLocks") === true && !args.isLater("version") && args.get("version") !== NfsVersion.V3) {
        args.add("noLocks", 'only version "3" has locks that can be left out: remove it, or set that version');
    }
    if (args.get("soft") === true && !args.isLater("readOnly") && args.get("readOnly") !== true) {
        args.add("soft", "a write that is given up corrupts data silently: set readOnly too, or remove it");
    }
}

function checkPolicies(args: Arguments): void {
    args.check("onMove", oneOf(Object.values(OnMove)));
    args.check("onDelete", oneOf(Object.values(OnDelete)));
    args.check("stopGraceSeconds", wholeNumber("a whole number of seconds", 0, MAX_SECONDS));
    checkSnapshotPlace(args, "snapshots");
    const cannot: Record<string, [string, string]> = {
        onMove: [OnMove.Migrate, `nothing can be copied to what is mounted read-only: set it to "${OnMove.Adopt}"`],
        onDelete: [OnDelete.Discard, "nothing can be deleted from what is mounted read-only: choose another policy"],
    };
    for (const [policy, [value, remedy]] of Object.entries(cannot)) {
        if (args.get(policy) === value && args.get("readOnly") === true) args.add(policy, remedy);
    }
}
