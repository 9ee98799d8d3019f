import { isIP } from "node:net";
import { checkDockerHost } from "./docker-endpoints";
import { componentName, containerName, imageName } from "./docker-names";
import { checkMounts } from "./mounts";
import { absolutePath } from "./paths";
import { Problem } from "./problems";
import { BYTES_PER_MEBIBYTE } from "./units";
import {
    Arguments,
    LATER,
    MAX_SECONDS,
    Rule,
    anyText,
    multipleOf,
    oneOf,
    seconds,
    text,
    trueOrFalse,
    wholeNumber,
} from "./validation";
import { checkLabels } from "./volumes";

/** When Docker starts the container again by itself. */
export enum RestartPolicy {
    No = "no",
    OnFailure = "on-failure",
    Always = "always",
    UnlessStopped = "unless-stopped",
}

/** The transport of a published port. */
export enum PortProtocol {
    Tcp = "tcp",
    Udp = "udp",
    Sctp = "sctp",
}

export const memory = multipleOf(BYTES_PER_MEBIBYTE, 6 * BYTES_PER_MEBIBYTE, undefined, "1048576 bytes (1 MiB)");

/** The kernel's limit is 64 bytes. */
export const hostName: Rule = (value) =>
    typeof value === "string" && /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}$/.test(value)
        ? undefined
        : 'give 1 to 64 letters, digits, "_", "." or "-", the first of them a letter, a digit or "_"';

/** Every wrong argument of a SharedContainer. */
export function sharedContainerProblems(component: string, values: Record<string, unknown>): Problem[] {
    const args = new Arguments(values);
    if (args.isGiven("name")) {
        args.check("name", containerName);
    } else {
        new Arguments({ "the component's name": component }, args.problems).check(
            "the component's name",
            componentName,
        );
    }
    args.require("image", imageName);
    checkMounts(args);
    args.checkEach("volumesFrom", containerName);
    args.checkEach("command", anyText);
    args.checkEach("entrypoint", anyText);
    checkEnvironment(args);
    checkPorts(args);
    checkNetworks(args);
    args.check("restart", oneOf(Object.values(RestartPolicy)));
    checkHealthcheck(args);
    args.check("measureTmpfs", trueOrFalse);
    args.check("graceSeconds", wholeNumber("a whole number of seconds", 0, MAX_SECONDS));
    args.check("memoryBytes", memory);
    args.check("memorySwapBytes", memory);
    const [limit, swap] = [args.get("memoryBytes"), args.get("memorySwapBytes")];
    if (swap !== undefined && !args.isGiven("memoryBytes")) {
        args.add("memorySwapBytes", "it counts memory and swap together: give memoryBytes too");
    } else if (typeof limit === "number" && typeof swap === "number" && swap < limit) {
        args.add("memorySwapBytes", "it counts memory and swap together: give memoryBytes at least");
    }
    args.check("workingDir", absolutePath("in the container"));
    args.check("user", text);
    args.check("hostname", hostName);
    for (const flag of ["mustRun", "waitUntilHealthy", "removeAnonymousVolumes"]) {
        args.check(flag, trueOrFalse);
    }
    if (args.get("waitUntilHealthy") === true && !args.isGiven("healthcheck")) {
        args.add("waitUntilHealthy", "there is nothing to wait for: give a healthcheck");
    }
    checkLabels(args);
    checkDockerHost(args);
    args.requirePlain("name", "mounts", "healthcheck");
    args.refuseOthers();
    return args.problems;
}

export function checkNetworks(args: Arguments): void {
    for (const network of args.objects("networks")) {
        network.require("name", text);
        network.checkEach("aliases", text);
        network.refuseOthers();
    }
}

/** Never shows what was given: it may hold a secret. */
export function checkEnvironment(args: Arguments): void {
    const entries = args.get("env");
    if (entries !== undefined && !Array.isArray(entries)) {
        args.add("env", "give a list of NAME=value", "<not shown>");
        return;
    }
    const names = new Set<string>();
    (entries ?? []).forEach((entry: unknown, index) => {
        const name = typeof entry === "string" ? entry.split("=", 1)[0] : "";
        const remedy = entry === LATER ? undefined : variable(entry, names);
        if (remedy !== undefined) {
            args.add(`env[${index}]`, remedy, "<not shown>");
        }
        names.add(name);
    });
}

function variable(entry: unknown, taken: Set<string>): string | undefined {
    const [name] = typeof entry === "string" && entry.includes("=") ? entry.split("=", 1) : [""];
    if (name === "") {
        return 'give NAME=value, with a name and a "=" (NAME= for an empty value)';
    }
    return taken.has(name) ? `${name} is set twice: remove one of them` : anyText(entry);
}

/** A port's number. */
export const port = wholeNumber("a port, a whole number", 1, 65535);

function checkPorts(args: Arguments): void {
    const taken = new Set<string>();
    for (const published of args.objects("ports")) {
        published.require("internal", port);
        published.check("external", port);
        published.check("ip", (value) =>
            typeof value === "string" && isIP(value) !== 0
                ? undefined
                : "give an address of the Docker host, as 127.0.0.1",
        );
        published.check("protocol", oneOf(Object.values(PortProtocol)));
        published.refuseOthers();
        if (!published.isGiven("external") || published.isLater("external") || published.isLater("ip")) {
            continue;
        }
        const address = JSON.stringify([
            published.get("ip") ?? "0.0.0.0",
            published.get("external"),
            published.get("protocol") ?? PortProtocol.Tcp,
        ]);
        if (taken.has(address)) {
            published.add("external", "another port of this container is published there: give each its own");
        }
        taken.add(address);
    }
}

export function checkHealthcheck(args: Arguments): void {
    const healthcheck = args.object("healthcheck");
    healthcheck?.require("command", (value) =>
        Array.isArray(value) && value.length > 0
            ? undefined
            : 'give a command, as ["CMD", "wget", "-q", "http://localhost/"]',
    );
    healthcheck?.checkEach("command", anyText);
    healthcheck?.check("intervalSeconds", seconds(0.001));
    healthcheck?.check("timeoutSeconds", seconds(0.001));
    healthcheck?.check("startPeriodSeconds", seconds(0));
    healthcheck?.check("retries", wholeNumber("a whole number of retries", 1, 2 ** 31 - 1));
    healthcheck?.requirePlain("intervalSeconds", "timeoutSeconds", "startPeriodSeconds");
    healthcheck?.refuseOthers();
}
