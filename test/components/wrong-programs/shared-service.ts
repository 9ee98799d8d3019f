import { COMMANDS, WrongProgram } from "./wrong-program";

const image = "site:1";
const constraints = ["node.hostname==a"];

const mounted = (...mounts: unknown[]): object => ({ image, mounts });

const LOCAL_VOLUME =
    "a Docker volume is on one node only, and tasks may run on any: mount an NfsVolume with its driverOptions, or pin the tasks with " +
    'the placement constraint "node.hostname==NAME"';
const LOCAL_FOLDER =
    "a folder is on one node only, and tasks may run on any: mount an NfsVolume with its driverOptions, or pin the tasks with the " +
    'placement constraint "node.hostname==NAME"';
const BY_HAND =
    "Docker never changes the options of a volume that a node has, and so would ignore others: give the volumeName of the NfsVolume " +
    "whose driverOptions these are, which changes with them";
const CONSTRAINT =
    'give a constraint as Docker has it, "node.role==worker", "node.hostname==NAME" or "node.labels.KEY!=VALUE"';

/** What only services have; the rest is a container's. */
export const wrongSharedServices: WrongProgram[] = [
    {
        title: "a name with a dot",
        name: "app.web",
        args: { image },
        error: [
            `the component's name is "app.web": a service name is 1 to 55 letters, digits, "_" or "-", and begins and ends with a letter or digit`,
        ],
    },
    {
        title: "a fixed name of 64 characters",
        args: { image, name: "a".repeat(64) },
        error: [
            `name is "${"a".repeat(64)}": a service name is 1 to 63 letters, digits, "_" or "-", and begins and ends with a letter or digit`,
        ],
    },
    {
        title: "no image",
        args: {},
        error: ['image is missing: give an image as Docker names it, "registry/name:tag" or "name@sha256:..."'],
    },
    {
        title: "an image to which Docker would add a tag",
        args: { image: "registry:5000/site" },
        error: ['image is "registry:5000/site": give the image a tag or a digest, as "registry/name:tag"'],
    },
    {
        title: "a number of tasks as text",
        args: { image, replicas: "3" },
        error: ['replicas is "3": give a whole number of tasks from 0 to 2147483647'],
    },
    {
        title: "a volume that is on one node",
        args: mounted({ source: "data", target: "/data" }),
        error: [`mounts[0].source is "data": ${LOCAL_VOLUME}`],
    },
    {
        title: "a volume that is on one node, and constraints that many may meet",
        args: {
            image,
            placement: { constraints: ["node.role==worker", "node.hostname!=a"] },
            mounts: [{ source: "data", target: "/data" }],
        },
        error: [`mounts[0].source is "data": ${LOCAL_VOLUME}`],
    },
    {
        title: "a folder that is on one node",
        args: mounted({ type: "bind", source: "/srv", target: "/srv" }),
        error: [`mounts[0].source is "/srv": ${LOCAL_FOLDER}`],
    },
    {
        title: "driver options by hand",
        args: mounted({
            source: "data",
            target: "/data",
            driverOptions: { type: "nfs", o: "addr=nas", device: ":/e" },
        }),
        error: [`mounts[0].source is "data": ${BY_HAND}`],
    },
    {
        title: "driver options of no volume",
        args: mounted({ target: "/data", driverOptions: { type: "nfs" } }),
        error: ["mounts[0].source is missing: give the volumeName of the NfsVolume whose driverOptions these are"],
    },
    {
        title: "driver options of a tmpfs",
        args: mounted({ type: "tmpfs", target: "/data", driverOptions: { type: "nfs" } }),
        error: [
            'mounts[0].driverOptions is "<given>": only mounts of type "volume" have it: remove it, or change the type',
        ],
    },
    {
        title: "driver options as text",
        args: {
            image,
            placement: { constraints },
            mounts: [{ source: "data", target: "/data", driverOptions: "type=nfs" }],
        },
        error: ['mounts[0].driverOptions is "type=nfs": give an object'],
    },
    {
        title: "a tmpfs with a bit that Docker drops",
        args: mounted({ type: "tmpfs", target: "/tmp", tmpfsMode: 0o1777 }),
        error: [
            "mounts[0].tmpfsMode is 1023: give permissions without the sticky and set-id bits: 0o777, which is 511, at most",
        ],
    },
    {
        title: "a constraint of a word",
        args: { image, placement: { constraints: ["manager"] } },
        error: [`placement.constraints[0] is "manager": ${CONSTRAINT}`],
    },
    {
        title: "a constraint with a command",
        args: { image, placement: { constraints: [`node.role==${COMMANDS.sequence}`] } },
        error: [`placement.constraints[0] is "node.role==x; touch canary": ${CONSTRAINT}`],
    },
    {
        title: "tasks spread over what nodes do not have",
        args: { image, placement: { spreadOver: ["rack"] } },
        error: ['placement.spreadOver[0] is "rack": give a label of nodes, as node.labels.rack'],
    },
    {
        title: "no task on any node",
        args: { image, placement: { maxReplicasPerNode: 0 } },
        error: ["placement.maxReplicasPerNode is 0: give a whole number of tasks from 1 to 2147483647"],
    },
    {
        title: "a placement known by another word",
        args: { image, placement: { constraint: "node.role==worker" } },
        error: [
            'placement.constraint is "<not shown>": there is no such property, only constraints, maxReplicasPerNode, spreadOver',
        ],
    },
    {
        title: "an order that there is not",
        args: { image, update: { order: "new-first" } },
        error: ['update.order is "new-first": give one of stop-first, start-first'],
    },
    {
        title: "a failure action that there is not",
        args: { image, update: { failureAction: "stop" } },
        error: ['update.failureAction is "stop": give one of pause, continue, rollback'],
    },
    {
        title: "a delay by text",
        args: { image, update: { delaySeconds: "5s" } },
        error: ['update.delaySeconds is "5s": give a number of seconds from 0 to 2147483647'],
    },
    {
        title: "an update known by another word",
        args: { image, update: { delay: 5 } },
        error: [
            'update.delay is "<not shown>": there is no such property, only delaySeconds, failureAction, monitorSeconds, order, parallelism',
        ],
    },
    {
        title: "an address of a port",
        args: { image, ports: [{ internal: 80, ip: "127.0.0.1" }] },
        error: [
            'ports[0].ip is "<not shown>": there is no such property, only external, internal, protocol, publishMode',
        ],
    },
    {
        title: "one port published twice",
        args: {
            image,
            ports: [
                { internal: 80, external: 8080 },
                { internal: 81, external: 8080, publishMode: "host" },
            ],
        },
        error: ["ports[1].external is 8080: another port of this service is published there: give each its own"],
    },
    {
        title: "no time to stop",
        args: { image, graceSeconds: 0 },
        error: ["graceSeconds is 0: give a whole number of seconds from 1 to 2147483647"],
    },
    {
        title: "no time to converge",
        args: { image, convergeTimeoutSeconds: 0 },
        error: ["convergeTimeoutSeconds is 0: give a whole number of seconds from 1 to 2147483647"],
    },
    {
        title: "what only containers have",
        args: { image, restart: "always" },
        error: [
            'restart is "<not shown>": there is no such property, only command, convergeTimeoutSeconds, dockerHost, entrypoint, env, graceSeconds, healthcheck, host, hostname, image, labels, memoryBytes, mounts, name, networks, placement, ports, replicas, update, user, workingDir',
        ],
    },
];
