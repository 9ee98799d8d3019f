import { checkEnvironment, checkHealthcheck, checkNetworks, hostName, memory, port, PortProtocol } from "./containers";
import { checkDockerHost } from "./docker-endpoints";
import { imageName } from "./docker-names";
import { checkMounts, MountType } from "./mounts";
import { absolutePath } from "./paths";
import { Problem } from "./problems";
import { Arguments, LATER, MAX_SECONDS, Rule, anyText, oneOf, seconds, text, wholeNumber } from "./validation";
import { checkLabels } from "./volumes";

/** What becomes of the old task of a service when the new one comes. */
export enum UpdateOrder {
    StopFirst = "stop-first",
    StartFirst = "start-first",
}

/** What Docker does when a new task of a service fails. */
export enum UpdateFailureAction {
    /** Leaves the other tasks as they were. */
    Pause = "pause",
    /** Goes on to the other tasks. */
    Continue = "continue",
    /** Puts the tasks back to what they were. */
    Rollback = "rollback",
}

/** Who takes the requests to a published port. */
export enum PublishMode {
    /** Every node of the swarm, which passes them on to any task. */
    Ingress = "ingress",
    /** The node that a task runs on. */
    Host = "host",
}

/** A service's name is one in the swarm's DNS, too. */
const MAX_NAME_LENGTH = 63;
/** A dash and seven hex digits. */
const PULUMI_SUFFIX_LENGTH = 8;

function serviceNameOf(maxLength: number): Rule {
    return (value) =>
        typeof value === "string" &&
        value.length <= maxLength &&
        /^[a-zA-Z0-9]([a-zA-Z0-9_-]*[a-zA-Z0-9])?$/.test(value)
            ? undefined
            : `a service name is 1 to ${maxLength} letters, digits, "_" or "-", and begins and ends with a letter or digit`;
}

/** More than any swarm has, and few enough for Docker's counters. */
const MAX_TASKS = 2 ** 31 - 1;

const CONSTRAINT =
    /^(node\.(id|hostname|ip|role|platform\.(os|arch)|labels\.[\w.-]+)|engine\.labels\.[\w.-]+)\s*(==|!=)\s*\S+$/;
const PIN = /^node\.(id|hostname)\s*==/;

const constraint: Rule = (value) =>
    typeof value === "string" && CONSTRAINT.test(value)
        ? undefined
        : 'give a constraint as Docker has it, "node.role==worker", "node.hostname==NAME" or "node.labels.KEY!=VALUE"';

const spread: Rule = (value) =>
    typeof value === "string" && /^(node|engine)\.labels\.[\w.-]+$/.test(value)
        ? undefined
        : "give a label of nodes, as node.labels.rack";

/** Docker adds ":latest" by itself, which would show as a difference for ever. */
const taggedImage: Rule = (value) =>
    imageName(value) ??
    (/@|:[^/]*$/.test(value as string) ? undefined : 'give the image a tag or a digest, as "registry/name:tag"');

/** Every wrong argument of a SharedService. */
export function sharedServiceProblems(component: string, values: Record<string, unknown>): Problem[] {
    const args = new Arguments(values);
    if (args.isGiven("name")) {
        args.check("name", serviceNameOf(MAX_NAME_LENGTH));
    } else {
        const named = new Arguments({ "the component's name": component }, args.problems);
        named.check("the component's name", serviceNameOf(MAX_NAME_LENGTH - PULUMI_SUFFIX_LENGTH));
    }
    args.require("image", taggedImage);
    args.check("replicas", wholeNumber("a whole number of tasks", 0, MAX_TASKS));
    checkPlacement(args);
    checkServiceMounts(args);
    args.checkEach("command", anyText);
    args.checkEach("entrypoint", anyText);
    checkEnvironment(args);
    checkServicePorts(args);
    checkNetworks(args);
    checkUpdate(args);
    checkHealthcheck(args);
    args.check("graceSeconds", wholeNumber("a whole number of seconds", 1, MAX_SECONDS));
    args.check("convergeTimeoutSeconds", wholeNumber("a whole number of seconds", 1, MAX_SECONDS));
    args.check("memoryBytes", memory);
    args.check("workingDir", absolutePath("in the container"));
    args.check("user", text);
    args.check("hostname", hostName);
    checkLabels(args);
    checkDockerHost(args);
    args.requirePlain("name", "replicas", "mounts", "placement", "update", "healthcheck");
    args.refuseOthers();
    return args.problems;
}

function checkPlacement(args: Arguments): void {
    const placement = args.object("placement");
    placement?.checkEach("constraints", constraint);
    placement?.checkEach("spreadOver", spread);
    placement?.check("maxReplicasPerNode", wholeNumber("a whole number of tasks", 1, MAX_TASKS));
    placement?.refuseOthers();
}

/** Whether all tasks are sure to run on one node, or may be, as far as the program tells by now. */
function isPinned(args: Arguments): boolean {
    const constraints = args.object("placement")?.get("constraints");
    const list: unknown[] = Array.isArray(constraints) ? constraints : [];
    return (
        args.object("placement")?.isLater("constraints") === true ||
        list.some((one) => one === LATER || (typeof one === "string" && PIN.test(one)))
    );
}

/** Docker drops them from a service's. */
const withoutSpecialBits: Rule = (mode) =>
    typeof mode === "number" && mode > 0o777 && mode <= 0o7777
        ? "give permissions without the sticky and set-id bits: 0o777, which is 511, at most"
        : undefined;

const ELSEWHERE = 'or pin the tasks with the placement constraint "node.hostname==NAME"';

function checkServiceMounts(args: Arguments): void {
    const pinned = isPinned(args);
    checkMounts(args, (mount) => {
        const type = mount.get("type") ?? MountType.Volume;
        mount.check("tmpfsMode", withoutSpecialBits);
        const options = mount.object("driverOptions");
        options?.keys().forEach((key) => options.require(key, text));
        if (mount.isGiven("driverOptions")) {
            checkNodeVolume(mount, type);
        } else if (type === MountType.Volume && mount.isGiven("source") && !pinned) {
            mount.add(
                "source",
                "a Docker volume is on one node only, and tasks may run on any: mount an NfsVolume with its driverOptions, " +
                    ELSEWHERE,
            );
        }
        if (type === MountType.Bind && !pinned) {
            mount.add(
                "source",
                `a folder is on one node only, and tasks may run on any: mount an NfsVolume with its driverOptions, ${ELSEWHERE}`,
            );
        }
    });
}

function checkNodeVolume(mount: Arguments, type: unknown): void {
    if (type !== MountType.Volume) {
        mount.add("driverOptions", 'only mounts of type "volume" have it: remove it, or change the type', "<given>");
    } else if (!mount.isGiven("source")) {
        mount.add("source", "give the volumeName of the NfsVolume whose driverOptions these are");
    }
}

/** For a source that is no output: at a name that stays, nodes would go on with the options that they made the volume with. */
export function fixedSourceProblem(index: number, source: string): Problem {
    const remedy =
        "Docker never changes the options of a volume that a node has, and so would ignore others: give the volumeName of the " +
        "NfsVolume whose driverOptions these are, which changes with them";
    return { propertyPath: `mounts[${index}].source`, value: source, remedy };
}

function checkServicePorts(args: Arguments): void {
    const taken = new Set<string>();
    for (const published of args.objects("ports")) {
        published.require("internal", port);
        published.check("external", port);
        published.check("protocol", oneOf(Object.values(PortProtocol)));
        published.check("publishMode", oneOf(Object.values(PublishMode)));
        published.refuseOthers();
        const external = published.get("external");
        const address = `${String(external)}/${String(published.get("protocol") ?? PortProtocol.Tcp)}`;
        if (external !== undefined && taken.has(address)) {
            published.add("external", "another port of this service is published there: give each its own");
        }
        taken.add(address);
    }
}

function checkUpdate(args: Arguments): void {
    const update = args.object("update");
    update?.check("order", oneOf(Object.values(UpdateOrder)));
    update?.check("parallelism", wholeNumber("a whole number of tasks", 0, MAX_TASKS));
    update?.check("delaySeconds", seconds(0));
    update?.check("monitorSeconds", seconds(0.001));
    update?.check("failureAction", oneOf(Object.values(UpdateFailureAction)));
    update?.requirePlain("order", "delaySeconds", "monitorSeconds");
    update?.refuseOthers();
}
