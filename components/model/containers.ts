import { componentName, containerName } from "./docker-names";
import { checkMounts } from "./mounts";
import { BYTES_PER_MEBIBYTE } from "./units";
import { Arguments, Problem, Rule, absolutePath, oneOf, seconds, text, trueOrFalse, wholeNumber } from "./validation";
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

const memory: Rule = (value) =>
    wholeNumber("bytes", 6 * BYTES_PER_MEBIBYTE)(value) ??
    ((value as number) % BYTES_PER_MEBIBYTE === 0 ? undefined : "give a multiple of 1048576 bytes (1 MiB)");

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
    args.require("image", text);
    checkMounts(args);
    args.checkEach("volumesFrom", containerName);
    args.checkEach("command", (value) => (typeof value === "string" ? undefined : "give a text"));
    args.checkEach("entrypoint", (value) => (typeof value === "string" ? undefined : "give a text"));
    checkEnvironment(args);
    checkPorts(args);
    args.objects("networks").forEach((network) => network.require("name", text));
    args.check("restart", oneOf(Object.values(RestartPolicy)));
    checkHealthcheck(args);
    args.check("measureTmpfs", trueOrFalse);
    args.check("graceSeconds", wholeNumber("seconds", 0));
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
    args.check("hostname", text);
    for (const flag of ["mustRun", "waitUntilHealthy", "removeAnonymousVolumes"]) {
        args.check(flag, trueOrFalse);
    }
    if (args.get("waitUntilHealthy") === true && !args.isGiven("healthcheck")) {
        args.add("waitUntilHealthy", "there is nothing to wait for: give a healthcheck");
    }
    checkLabels(args);
    args.check("dockerHost", text);
    return args.problems;
}

/** Never shows what was given: it may hold a secret. */
function checkEnvironment(args: Arguments): void {
    const names = new Set<string>();
    args.checkEach("env", (value) => {
        if (typeof value !== "string") {
            return "give NAME=value";
        }
        return undefined;
    });
    const listed = args.get("env");
    (Array.isArray(listed) ? listed : []).forEach((entry: unknown, index) => {
        if (typeof entry !== "string") {
            return;
        }
        const name = entry.split("=", 1)[0];
        if (!entry.includes("=") || name === "") {
            args.add(
                `env[${index}]`,
                'give NAME=value, with a name and a "=" (NAME= for an empty value)',
                "<not shown>",
            );
        } else if (names.has(name)) {
            args.add(`env[${index}]`, `${name} is set twice: remove one of them`, "<not shown>");
        }
        names.add(name);
    });
}

function checkPorts(args: Arguments): void {
    const taken = new Set<string>();
    for (const port of args.objects("ports")) {
        port.require("internal", wholeNumber("port", 1, 65535));
        port.check("external", wholeNumber("port", 1, 65535));
        port.check("ip", text);
        port.check("protocol", oneOf(Object.values(PortProtocol)));
        if (!port.isGiven("external") || port.isLater("external") || port.isLater("ip")) {
            continue;
        }
        const address = JSON.stringify([
            port.get("ip") ?? "0.0.0.0",
            port.get("external"),
            port.get("protocol") ?? PortProtocol.Tcp,
        ]);
        if (taken.has(address)) {
            port.add("external", "another port of this container is published there: give each its own");
        }
        taken.add(address);
    }
}

function checkHealthcheck(args: Arguments): void {
    const healthcheck = args.object("healthcheck");
    healthcheck?.require("command", (value) =>
        Array.isArray(value) && value.length > 0
            ? undefined
            : 'give a command, as ["CMD", "wget", "-q", "http://localhost/"]',
    );
    healthcheck?.check("intervalSeconds", seconds(0.001));
    healthcheck?.check("timeoutSeconds", seconds(0.001));
    healthcheck?.check("startPeriodSeconds", seconds(0));
    healthcheck?.check("retries", wholeNumber("retries", 1));
}
