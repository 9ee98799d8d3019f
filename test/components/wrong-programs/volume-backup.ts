import * as pulumi from "@pulumi/pulumi";
import { COMMANDS, WrongProgram } from "./wrong-program";

const volume = "site-data";
const restic = { repository: "rest:https://nas/", password: "hunter2" };
const command = { mode: "command", container: "db", before: ["fsfreeze", "-f", "/data"] };

export const wrongVolumeBackups: WrongProgram[] = [
    {
        title: "no arguments",
        args: undefined,
        error: [
            'volume is missing: a volume name is 2 to 255 letters, digits, "_", "." or "-", and begins with a letter or digit',
        ],
    },
    {
        title: "an empty volume",
        args: { volume: "" },
        error: [
            'volume is "": a volume name is 2 to 255 letters, digits, "_", "." or "-", and begins with a letter or digit',
        ],
    },
    {
        title: "a path as volume",
        args: { volume: "/srv" },
        error: [
            'volume is "/srv": a volume name is 2 to 255 letters, digits, "_", "." or "-", and begins with a letter or digit',
        ],
    },
    {
        title: "mount options in the volume",
        args: { volume: "a,target=/etc" },
        error: [
            'volume is "a,target=/etc": a volume name is 2 to 255 letters, digits, "_", "." or "-", and begins with a letter or digit',
        ],
    },
    {
        title: "a volume with a command",
        args: { volume: COMMANDS.doubleQuotes },
        error: [
            'volume is "x\\"; touch canary; \\"": a volume name is 2 to 255 letters, digits, "_", "." or "-", and begins with a letter or digit',
        ],
    },
    {
        title: "a component's name with a space",
        name: "my data",
        args: { volume },
        error: [
            'the component\'s name is "my data": a component name that Docker names are made of is 1 to 242 letters, digits, "_", "." or "-", and begins with a letter or digit',
        ],
    },
    {
        title: "a component outside of the place",
        args: { volume, component: ".." },
        error: ['component is "..": give a component\'s name, "stack/name" or "project/stack/name"'],
    },
    {
        title: "an empty component",
        args: { volume, component: "" },
        error: ['component is "": give a component\'s name, "stack/name" or "project/stack/name"'],
    },
    {
        title: "a component that no folder can be named after",
        args: { volume, component: "ä".repeat(43) },
        error: [
            'component is "äääääääääääääääääääääääääääääääääääääääääää": the folder of its snapshots would have a name of more than 255 bytes: give a shorter one',
        ],
    },
    {
        title: "a component known only later",
        args: { volume, component: pulumi.output("data") },
        error: ['component is "<output>": give a plain value: an output is known only later'],
    },
    {
        title: "a place that is none",
        args: { volume, snapshots: { disk: "/srv" } },
        error: [
            "snapshots is {}: give one of volume, folder, restic",
            'snapshots.disk is "<not shown>": there is no such property, only folder, restic, volume',
        ],
    },
    {
        title: "two places, without showing a password",
        args: { volume, snapshots: { volume: "ab", restic } },
        error: ['snapshots is "volume and restic": give one of volume, folder, restic'],
    },
    {
        title: "a relative folder",
        args: { volume, snapshots: { folder: "." } },
        error: ['snapshots.folder is ".": give an absolute path on the Docker host, one that begins with /'],
    },
    {
        title: "a schedule in words",
        args: { volume, schedule: "@daily" },
        error: [
            'schedule is "@daily": give minute, hour, day, month and day of the week in numbers, as in "30 3 * * 1-5", UTC',
        ],
    },
    {
        title: "a schedule of six fields",
        args: { volume, schedule: "0 0 3 * * *" },
        error: [
            'schedule is "0 0 3 * * *": give minute, hour, day, month and day of the week in numbers, as in "30 3 * * 1-5", UTC',
        ],
    },
    {
        title: "a minute beyond the hour",
        args: { volume, schedule: "60 * * * *" },
        error: [
            'schedule is "60 * * * *": give minute, hour, day, month and day of the week in numbers, as in "30 3 * * 1-5", UTC',
        ],
    },
    {
        title: "a range that runs backwards",
        args: { volume, schedule: "0 9-8 * * *" },
        error: [
            'schedule is "0 9-8 * * *": give minute, hour, day, month and day of the week in numbers, as in "30 3 * * 1-5", UTC',
        ],
    },
    {
        title: "a range that begins before the first",
        args: { volume, schedule: "0 0 0-5 * *" },
        error: [
            'schedule is "0 0 0-5 * *": give minute, hour, day, month and day of the week in numbers, as in "30 3 * * 1-5", UTC',
        ],
    },
    {
        title: "steps of nothing",
        args: { volume, schedule: "*/0 * * * *" },
        error: [
            'schedule is "*/0 * * * *": give minute, hour, day, month and day of the week in numbers, as in "30 3 * * 1-5", UTC',
        ],
    },
    {
        title: "a part of nothing",
        args: { volume, schedule: "1,,2 * * * *" },
        error: [
            'schedule is "1,,2 * * * *": give minute, hour, day, month and day of the week in numbers, as in "30 3 * * 1-5", UTC',
        ],
    },
    {
        title: "a schedule of a command",
        args: { volume, schedule: "* * * * $(touch canary)" },
        error: [
            'schedule is "* * * * $(touch canary)": give minute, hour, day, month and day of the week in numbers, as in "30 3 * * 1-5", UTC',
        ],
    },
    {
        title: "a schedule that is a number",
        args: { volume, schedule: 5 },
        error: [
            'schedule is 5: give minute, hour, day, month and day of the week in numbers, as in "30 3 * * 1-5", UTC',
        ],
    },
    {
        title: "a day that there never is",
        args: { volume, schedule: "0 3 30,31 2 *" },
        error: ['schedule is "0 3 30,31 2 *": give a day that one of its months has'],
    },
    {
        title: "no seconds from one to the next",
        args: { volume, everySeconds: 0 },
        error: ["everySeconds is 0: give more than 0 seconds, 2147483647 at most"],
    },
    {
        title: "endless seconds from one to the next",
        args: { volume, everySeconds: Infinity },
        error: ["everySeconds is Infinity: give more than 0 seconds, 2147483647 at most"],
    },
    {
        title: "a century from one to the next",
        args: { volume, everySeconds: 3e9 },
        error: ["everySeconds is 3000000000: give more than 0 seconds, 2147483647 at most"],
    },
    {
        title: "two schedules, one of them wrong",
        args: { volume, everySeconds: -1, schedule: "0 0 * * *" },
        error: [
            "everySeconds is -1: give more than 0 seconds, 2147483647 at most",
            "everySeconds is -1: schedule says already when: give one of the two",
        ],
    },
    { title: "triggers that are a text", args: { volume, triggers: "a" }, error: ['triggers is "a": give a list'] },
    {
        title: "a trigger that is a number",
        args: { volume, triggers: ["a", 1] },
        error: ["triggers[1] is 1: give a text"],
    },
    {
        title: "a trigger with a NUL",
        args: { volume, triggers: ["\0"] },
        error: ['triggers[0] is "\\u0000": give a text without NUL characters'],
    },
    {
        title: "an empty request",
        args: { volume, requestedAt: "" },
        error: ['requestedAt is "": give a text that is not empty'],
    },
    {
        title: "a request by date",
        args: { volume, requestedAt: new Date(0) },
        error: ["requestedAt is a Date: give a text that is not empty"],
    },
    { title: "retention by number", args: { volume, keep: 7 }, error: ["keep is 7: give an object"] },
    {
        title: "retention of nothing",
        args: { volume, keep: {} },
        error: ["keep is {}: no rule would keep any snapshot: give one, or leave it out to keep all"],
    },
    {
        title: "a rule that there is not",
        args: { volume, keep: { last: 1, seldom: 2 } },
        error: ["keep.seldom is 2: the rules are last, hourly, daily, weekly, monthly, yearly"],
    },
    {
        title: "a rule that keeps none",
        args: { volume, keep: { last: 0 } },
        error: ["keep.last is 0: give a whole number of snapshots from 1 to 2^53 - 1"],
    },
    {
        title: "a rule as text",
        args: { volume, keep: { daily: "7" } },
        error: ['keep.daily is "7": give a whole number of snapshots from 1 to 2^53 - 1'],
    },
    {
        title: "a mode that there is not",
        args: { volume, quiesce: { mode: "freeze" } },
        error: ['quiesce.mode is "freeze": give one of stop, pause, command'],
    },
    {
        title: "no mode",
        args: { volume, quiesce: {} },
        error: ["quiesce.mode is missing: give one of stop, pause, command"],
    },
    { title: "a mode alone", args: { volume, quiesce: "stop" }, error: ['quiesce is "stop": give an object'] },
    {
        title: "a command without a container",
        args: { volume, quiesce: { ...command, container: undefined } },
        error: [
            'quiesce.container is missing: a container name is 2 to 255 letters, digits, "_", "." or "-", and begins with a letter or digit',
        ],
    },
    {
        title: "a container that is an option",
        args: { volume, quiesce: { ...command, container: "--all" } },
        error: [
            'quiesce.container is "--all": a container name is 2 to 255 letters, digits, "_", "." or "-", and begins with a letter or digit',
        ],
    },
    {
        title: "a command that is a text",
        args: { volume, quiesce: { ...command, before: COMMANDS.sequence } },
        error: ['quiesce.before is "x; touch canary": give the command, as a list'],
    },
    {
        title: "a command of a number",
        args: { volume, quiesce: { ...command, before: ["sleep", 5] } },
        error: ["quiesce.before[1] is 5: give a text"],
    },
    {
        title: "a later command that is a text",
        args: { volume, quiesce: { ...command, after: "fsfreeze -u /data" } },
        error: ['quiesce.after is "fsfreeze -u /data": give a list'],
    },
    {
        title: "a command in another mode",
        args: { volume, quiesce: { mode: "stop", after: ["a"] } },
        error: ['quiesce.after is ["a"]: only mode "command" has it: remove it, or change the mode'],
    },
    {
        title: "a misspelled command",
        args: { volume, quiesce: { mode: "pause", befor: ["a"] } },
        error: ['quiesce.befor is "<not shown>": there is no such property, only after, before, container, mode'],
    },
    { title: "a drill by text", args: { volume, drill: "yes" }, error: ['drill is "yes": give true or false'] },
    {
        title: "a drill known only later",
        args: { volume, drill: pulumi.output(true) },
        error: ['drill is "<output>": give a plain value: an output is known only later'],
    },
    {
        title: "drills that nobody holds",
        args: { volume, drillEverySeconds: 60 },
        error: [
            "drillEverySeconds is 60: the container of the schedule holds the drills: give schedule or everySeconds",
        ],
    },
    {
        title: "a socket that is an address",
        args: { volume, dockerSocket: "unix:///var/run/docker.sock" },
        error: [
            'dockerSocket is "unix:///var/run/docker.sock": give an absolute path on the Docker host, one that begins with /',
        ],
    },
    {
        title: "a socket with mount options",
        args: { volume, dockerSocket: "/run/x,readonly" },
        error: ['dockerSocket is "/run/x,readonly": Docker reads "," as a separator: give a path without it'],
    },
    {
        title: "a socket with a quote",
        args: { volume, dockerSocket: '/run/"x"' },
        error: ['dockerSocket is "/run/\\"x\\"": Docker reads "\\"" as a separator: give a path without it'],
    },
    {
        title: "a socket with a line break",
        args: { volume, dockerSocket: "/run/x\n" },
        error: ['dockerSocket is "/run/x\\n": Docker reads "\\n" as a separator: give a path without it'],
    },
    {
        title: "an image that is an option",
        args: { volume, toolboxImage: "--entrypoint=sh" },
        error: [
            'toolboxImage is "--entrypoint=sh": give an image as Docker names it, "registry/name:tag" or "name@sha256:..."',
        ],
    },
    {
        title: "a daemon with a space in its host",
        args: { volume, dockerHost: "tcp://a b:2375" },
        error: [
            'dockerHost is "tcp://a b:2375": give the address as DOCKER_HOST has it, "unix:///var/run/docker.sock", "tcp://host:port" or "ssh://user@host"',
        ],
    },
    {
        title: "a property that there is not",
        args: { volume, retain: 3 },
        error: [
            'retain is "<not shown>": there is no such property, only component, dockerHost, dockerSocket, drill, drillEverySeconds, everySeconds, host, keep, quiesce, requestedAt, schedule, snapshots, toolboxImage, triggers, volume',
        ],
    },
];
