import { createHash } from "node:crypto";
import { checkDockerHost } from "./docker-endpoints";
import { componentName, imageName } from "./docker-names";
import { checkGeometry } from "./geometry";
import { absolutePath } from "./paths";
import { checkPerformance } from "./performance";
import { Problem } from "./problems";
import { Arguments, Rule, multipleOf, oneOf, seconds, trueOrFalse, wholeNumber } from "./validation";
import { checkLabels } from "./volumes";

/** The version of the NFS protocol. */
export enum NfsVersion {
    V3 = "3",
    V4_0 = "4.0",
    V4_1 = "4.1",
    V4_2 = "4.2",
}

/** How NFS proves who asks. */
export enum NfsSecurity {
    Sys = "sys",
    Krb5 = "krb5",
    Krb5i = "krb5i",
    Krb5p = "krb5p",
}

/** What the server is asked for; the mount(8) option of each is given in nfs(5). */
export interface NfsOptions {
    server: string;
    export: string;
    version?: NfsVersion;
    soft?: boolean;
    readOnly?: boolean;
    port?: number;
    timeoutSeconds?: number;
    retransmissions?: number;
    readSizeBytes?: number;
    writeSizeBytes?: number;
    security?: NfsSecurity;
    noAccessTimes?: boolean;
    noLocks?: boolean;
    noAttributeCache?: boolean;
}

/** Options of Docker's `local` driver that mount an export. Type `nfs`, since only that one resolves host names. */
export function nfsDriverOptions(options: NfsOptions): { type: string; o: string; device: string } {
    const mountOptions = [
        `addr=${options.server}`,
        `nfsvers=${options.version ?? NfsVersion.V4_2}`,
        options.soft ? "soft" : "hard",
        options.readOnly ? "ro" : "rw",
        options.port !== undefined && `port=${options.port}`,
        options.timeoutSeconds !== undefined && `timeo=${Math.round(options.timeoutSeconds * 10)}`,
        options.retransmissions !== undefined && `retrans=${options.retransmissions}`,
        options.readSizeBytes !== undefined && `rsize=${options.readSizeBytes}`,
        options.writeSizeBytes !== undefined && `wsize=${options.writeSizeBytes}`,
        options.security !== undefined && `sec=${options.security}`,
        options.noAccessTimes && "noatime",
        options.noLocks && "nolock",
        options.noAttributeCache && "noac",
    ];
    return { type: "nfs", o: mountOptions.filter(Boolean).join(","), device: `:${options.export}` };
}

/** A Docker name that changes with the options: Docker silently keeps the old options of a name that exists. */
export function nfsVolumeName(name: string, options: NfsOptions): string {
    const { o, device } = nfsDriverOptions(options);
    return `${name}-${createHash("sha256").update(`${device}\n${o}`).digest("hex").slice(0, 12)}`;
}

/** The kernel counts in 32 bits, and time in tenths of seconds. */
const MAX_RETRANSMISSIONS = 2 ** 31 - 1;
const MAX_TIMEOUT_SECONDS = 214748364;

const server: Rule = (value) =>
    typeof value === "string" && /^[A-Za-z0-9:]([A-Za-z0-9.:_-]*[A-Za-z0-9.:])?$/.test(value)
        ? undefined
        : "give the server's host name or address, without a port, a scheme or spaces";

/** Every wrong argument of an NfsVolume. */
export function nfsVolumeProblems(component: string, values: Record<string, unknown>): Problem[] {
    const args = new Arguments(values);
    new Arguments({ "the component's name": component }, args.problems).check("the component's name", componentName);
    args.require("server", server);
    args.require("export", absolutePath("of the export on the server", [",", ":"]));
    args.check("version", oneOf(Object.values(NfsVersion)));
    args.check("security", oneOf(Object.values(NfsSecurity)));
    for (const flag of ["soft", "readOnly", "noAccessTimes", "noLocks", "noAttributeCache"]) {
        args.check(flag, trueOrFalse);
    }
    args.check("port", wholeNumber("a port, a whole number", 1, 65535));
    args.check("timeoutSeconds", seconds(0.1, false, MAX_TIMEOUT_SECONDS));
    args.check("retransmissions", wholeNumber("a whole number of retransmissions", 0, MAX_RETRANSMISSIONS));
    const transferSize = multipleOf(1024, 1024, 1048576);
    args.check("readSizeBytes", transferSize);
    args.check("writeSizeBytes", transferSize);
    if (args.get("noLocks") === true && args.get("version") !== NfsVersion.V3) {
        args.add("noLocks", 'only version "3" has locks that can be left out: remove it, or set that version');
    }
    checkGeometry(args);
    checkLabels(args);
    args.check("measureUsage", trueOrFalse);
    checkPerformance(args, args.get("readOnly") === true);
    args.check("toolboxImage", imageName);
    checkDockerHost(args);
    args.requirePlain("measureUsage", "performance");
    args.refuseOthers();
    return args.problems;
}
