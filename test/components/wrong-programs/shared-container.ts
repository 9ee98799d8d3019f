import * as pulumi from "@pulumi/pulumi";
import { COMMANDS, WrongProgram } from "./wrong-program";

const image = "site";
const bind = { type: "bind", source: "/srv", target: "/data" };
const sound = { command: ["CMD", "true"] };
const MEBIBYTE = 1048576;

function mounted(...mounts: unknown[]): unknown {
    return { image, mounts };
}

export const wrongSharedContainers: WrongProgram[] = [
    {
        title: "no arguments",
        args: undefined,
        error: ['image is missing: give an image as Docker names it, "registry/name:tag" or "name@sha256:..."'],
    },
    {
        title: "an empty image",
        args: { image: "" },
        error: ['image is "": give an image as Docker names it, "registry/name:tag" or "name@sha256:..."'],
    },
    {
        title: "an image with a command",
        args: { image: COMMANDS.substitution },
        error: [
            'image is "$(touch canary)": give an image as Docker names it, "registry/name:tag" or "name@sha256:..."',
        ],
    },
    {
        title: "an image that is an option",
        args: { image: "--privileged" },
        error: ['image is "--privileged": give an image as Docker names it, "registry/name:tag" or "name@sha256:..."'],
    },
    {
        title: "a name with a space",
        args: { image, name: "my app" },
        error: [
            'name is "my app": a container name is 2 to 255 letters, digits, "_", "." or "-", and begins with a letter or digit',
        ],
    },
    {
        title: "a name of 256 bytes",
        args: { image, name: "a".repeat(256) },
        error: [
            'name is "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa… (258 characters): a container name is 2 to 255 letters, digits, "_", "." or "-", and begins with a letter or digit',
        ],
    },
    {
        title: "a component's name in Greek",
        name: "εφαρμογή",
        args: { image },
        error: [
            'the component\'s name is "εφαρμογή": a component name that Docker names are made of is 1 to 242 letters, digits, "_", "." or "-", and begins with a letter or digit',
        ],
    },
    {
        title: "arguments as one text",
        args: { image, command: "sleep infinity" },
        error: ['command is "sleep infinity": give a list'],
    },
    {
        title: "an argument that is a number",
        args: { image, command: ["sleep", 5] },
        error: ["command[1] is 5: give a text"],
    },
    {
        title: "an argument with a NUL",
        args: { image, command: ["a\0b"] },
        error: ['command[0] is "a\\u0000b": give a text without NUL characters'],
    },
    {
        title: "an entry point of nothing",
        args: { image, entrypoint: [null] },
        error: ["entrypoint[0] is missing: give a text"],
    },
    { title: "mounts as text", args: { image, mounts: "data:/data" }, error: ['mounts is "data:/data": give a list'] },
    { title: "a mount as text", args: mounted("data:/data"), error: ['mounts[0] is "data:/data": give an object'] },
    {
        title: "mounts known only later",
        args: { image, mounts: pulumi.output([]) },
        error: ['mounts is "<output>": give a plain value: an output is known only later'],
    },
    {
        title: "a mount's type known only later",
        args: mounted({ ...bind, type: pulumi.output("bind") }),
        error: [
            'mounts[0].type is "<output>": give a plain value: an output is known only later',
            'mounts[0].source is "<not shown>": there is no such property, only noCopy, propagation, readOnly, target, tmpfsMode, tmpfsSizeBytes, type',
        ],
    },
    {
        title: "a type of mount that there is not",
        args: mounted({ type: "nfs", target: "/data" }),
        error: ['mounts[0].type is "nfs": give one of volume, bind, tmpfs'],
    },
    {
        title: "a mount without a target",
        args: mounted({ source: "data" }),
        error: ["mounts[0].target is missing: give an absolute path in the container, one that begins with /"],
    },
    {
        title: "a relative target",
        args: mounted({ target: "data" }),
        error: ['mounts[0].target is "data": give an absolute path in the container, one that begins with /'],
    },
    {
        title: "the container's root as target",
        args: mounted({ target: "//" }),
        error: ['mounts[0].target is "//": the container\'s root cannot be mounted over: give a folder below it'],
    },
    {
        title: "a target with ..",
        args: mounted({ target: "/data/../etc" }),
        error: ['mounts[0].target is "/data/../etc": give the path in the container without "." and ".." parts'],
    },
    {
        title: "a target with a colon",
        args: mounted({ target: "/data:ro" }),
        error: ['mounts[0].target is "/data:ro": Docker reads ":" as a separator: give a path without it'],
    },
    {
        title: "a target with a NUL",
        args: mounted({ target: "/data\0" }),
        error: ['mounts[0].target is "/data\\u0000": give a text without NUL characters'],
    },
    {
        title: "a target of 4096 bytes",
        args: mounted({ target: "/abc".repeat(1024) }),
        error: [
            'mounts[0].target is "/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/ab… (4098 characters): give a path of at most 4095 bytes, and 255 for each part of it',
        ],
    },
    {
        title: "two mounts at one target",
        args: mounted({ target: "/data" }, { target: "//data/" }),
        error: ['mounts[1].target is "//data/": another mount has this target: give each mount a target of its own'],
    },
    {
        title: "a path as volume",
        args: mounted({ source: "/srv", target: "/data" }),
        error: ['mounts[0].source is "/srv": a path of the host needs type "bind"; a volume is named, not pathed'],
    },
    {
        title: "a volume with a command",
        args: mounted({ source: COMMANDS.backticks, target: "/data" }),
        error: [
            'mounts[0].source is "`touch canary`": a volume name is 2 to 255 letters, digits, "_", "." or "-", and begins with a letter or digit',
        ],
    },
    {
        title: "a resource in place of its name",
        args: mounted({ source: new Map(), target: "/data" }),
        error: [
            'mounts[0].source is a Map: a volume name is 2 to 255 letters, digits, "_", "." or "-", and begins with a letter or digit',
        ],
    },
    {
        title: "a bind mount without a source",
        args: mounted({ type: "bind", target: "/data" }),
        error: ["mounts[0].source is missing: give an absolute path on the Docker host, one that begins with /"],
    },
    {
        title: "a bind mount of a relative path",
        args: mounted({ ...bind, source: "./srv" }),
        error: ['mounts[0].source is "./srv": give an absolute path on the Docker host, one that begins with /'],
    },
    {
        title: "a bind mount with ..",
        args: mounted({ ...bind, source: "/srv/.." }),
        error: ['mounts[0].source is "/srv/..": give the path on the Docker host without "." and ".." parts'],
    },
    {
        title: "a bind mount of a name of 256 bytes",
        args: mounted({ ...bind, source: `/${"€".repeat(86)}` }),
        error: [
            'mounts[0].source is "/€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€": give a path of at most 4095 bytes, and 255 for each part of it',
        ],
    },
    {
        title: "a propagation that there is not",
        args: mounted({ ...bind, propagation: "both" }),
        error: ['mounts[0].propagation is "both": give one of private, rprivate, shared, rshared, slave, rslave'],
    },
    {
        title: "a propagation of a volume",
        args: mounted({ target: "/data", propagation: "shared" }),
        error: ['mounts[0].propagation is "shared": only mounts of type "bind" have it: remove it, or change the type'],
    },
    {
        title: "a bind mount without copy",
        args: mounted({ ...bind, noCopy: true }),
        error: ['mounts[0].noCopy is true: only mounts of type "volume" have it: remove it, or change the type'],
    },
    {
        title: "a tmpfs with a source",
        args: mounted({ type: "tmpfs", source: "data", target: "/data" }),
        error: ['mounts[0].source is "data": a tmpfs has no source: remove it, or choose another type'],
    },
    {
        title: "a tmpfs of no size",
        args: mounted({ type: "tmpfs", target: "/data", tmpfsSizeBytes: 0 }),
        error: ["mounts[0].tmpfsSizeBytes is 0: give a whole number of bytes from 1 to 2^53 - 1"],
    },
    {
        title: "a tmpfs of 2^53 bytes",
        args: mounted({ type: "tmpfs", target: "/data", tmpfsSizeBytes: 2 ** 53 }),
        error: ["mounts[0].tmpfsSizeBytes is 9007199254740992: give a whole number of bytes from 1 to 2^53 - 1"],
    },
    {
        title: "a tmpfs with a mode as text",
        args: mounted({ type: "tmpfs", target: "/data", tmpfsMode: "1777" }),
        error: ['mounts[0].tmpfsMode is "1777": give a mode, a whole number (0o1777 is 1023) from 0 to 4095'],
    },
    {
        title: "the size of a tmpfs on a volume",
        args: mounted({ target: "/data", tmpfsSizeBytes: 1 }),
        error: ['mounts[0].tmpfsSizeBytes is 1: only mounts of type "tmpfs" have it: remove it, or change the type'],
    },
    {
        title: "a read-only mount by text",
        args: mounted({ source: "data", target: "/data", readOnly: "ro" }),
        error: ['mounts[0].readOnly is "ro": give true or false'],
    },
    {
        title: "an anonymous volume that nobody can write to",
        args: mounted({ target: "/data", readOnly: true }),
        error: [
            "mounts[0].readOnly is true: nobody could ever write to an anonymous volume: name a source, or allow writing",
        ],
    },
    {
        title: "an anonymous volume without copy",
        args: mounted({ target: "/data", noCopy: true }),
        error: [
            "mounts[0].noCopy is true: an anonymous volume takes the image's content: name a source, or leave it out",
        ],
    },
    {
        title: "a mount with a word of Compose's",
        args: mounted({ source: "data", target: "/data", read_only: true }),
        error: [
            'mounts[0].read_only is "<not shown>": there is no such property, only noCopy, propagation, readOnly, source, target, tmpfsMode, tmpfsSizeBytes, type',
        ],
    },
    {
        title: "a container that is an option",
        args: { image, volumesFrom: ["--all"] },
        error: [
            'volumesFrom[0] is "--all": a container name is 2 to 255 letters, digits, "_", "." or "-", and begins with a letter or digit',
        ],
    },
    {
        title: "a container with a mode",
        args: { image, volumesFrom: ["db:ro"] },
        error: [
            'volumesFrom[0] is "db:ro": a container name is 2 to 255 letters, digits, "_", "." or "-", and begins with a letter or digit',
        ],
    },
    {
        title: "a word of Compose's, without showing a secret",
        args: { image, environment: ["TOKEN=hunter2"] },
        error: [
            'environment is "<not shown>": there is no such property, only command, dockerHost, entrypoint, env, graceSeconds, healthcheck, host, hostname, image, labels, measureTmpfs, memoryBytes, memorySwapBytes, mounts, mustRun, name, networks, ports, removeAnonymousVolumes, restart, user, volumesFrom, waitUntilHealthy, workingDir',
        ],
    },
    {
        title: "a variable without a value, without showing it",
        args: { image, env: ["hunter2"] },
        error: ['env[0] is "<not shown>": give NAME=value, with a name and a "=" (NAME= for an empty value)'],
    },
    {
        title: "a variable without a name",
        args: { image, env: ["=hunter2"] },
        error: ['env[0] is "<not shown>": give NAME=value, with a name and a "=" (NAME= for an empty value)'],
    },
    {
        title: "a variable set twice",
        args: { image, env: ["TOKEN=a", "TOKEN=b"] },
        error: ['env[1] is "<not shown>": TOKEN is set twice: remove one of them'],
    },
    {
        title: "a variable with a NUL, without showing it",
        args: { image, env: ["TOKEN=hunter2\0"] },
        error: ['env[0] is "<not shown>": give a text without NUL characters'],
    },
    {
        title: "variables as a map",
        args: { image, env: { TOKEN: "hunter2" } },
        error: ['env is "<not shown>": give a list of NAME=value'],
    },
    { title: "a port as text", args: { image, ports: ["80:80"] }, error: ['ports[0] is "80:80": give an object'] },
    {
        title: "a port without its number",
        args: { image, ports: [{ external: 80 }] },
        error: ["ports[0].internal is missing: give a port, a whole number from 1 to 65535"],
    },
    {
        title: "a port beyond 65535",
        args: { image, ports: [{ internal: 65536 }] },
        error: ["ports[0].internal is 65536: give a port, a whole number from 1 to 65535"],
    },
    {
        title: "an address that is a name",
        args: { image, ports: [{ internal: 80, ip: "localhost" }] },
        error: ['ports[0].ip is "localhost": give an address of the Docker host, as 127.0.0.1'],
    },
    {
        title: "a protocol that there is not",
        args: { image, ports: [{ internal: 80, protocol: "http" }] },
        error: ['ports[0].protocol is "http": give one of tcp, udp, sctp'],
    },
    {
        title: "one port of the host twice",
        args: {
            image,
            ports: [
                { internal: 1, external: 80 },
                { internal: 2, external: 80 },
            ],
        },
        error: ["ports[1].external is 80: another port of this container is published there: give each its own"],
    },
    {
        title: "a network without a name",
        args: { image, networks: [{}] },
        error: ["networks[0].name is missing: give a text that is not empty"],
    },
    {
        title: "an alias that is a number",
        args: { image, networks: [{ name: "net", aliases: [5] }] },
        error: ["networks[0].aliases[0] is 5: give a text that is not empty"],
    },
    {
        title: "an alias known by another word",
        args: { image, networks: [{ name: "net", alias: "db" }] },
        error: ['networks[0].alias is "<not shown>": there is no such property, only aliases, name'],
    },
    {
        title: "a restart that there is not",
        args: { image, restart: "sometimes" },
        error: ['restart is "sometimes": give one of no, on-failure, always, unless-stopped'],
    },
    {
        title: "a healthcheck of nothing",
        args: { image, healthcheck: {} },
        error: ['healthcheck.command is missing: give a command, as ["CMD", "wget", "-q", "http://localhost/"]'],
    },
    {
        title: "a healthcheck as text",
        args: { image, healthcheck: { command: "curl localhost" } },
        error: [
            'healthcheck.command is "curl localhost": give a command, as ["CMD", "wget", "-q", "http://localhost/"]',
        ],
    },
    {
        title: "a healthcheck of a number",
        args: { image, healthcheck: { command: ["CMD", 5] } },
        error: ["healthcheck.command[1] is 5: give a text"],
    },
    {
        title: "a check that never comes",
        args: { image, healthcheck: { ...sound, intervalSeconds: Infinity } },
        error: ["healthcheck.intervalSeconds is Infinity: give a number of seconds from 0.001 to 2147483647"],
    },
    {
        title: "a check of 1e300 seconds",
        args: { image, healthcheck: { ...sound, timeoutSeconds: 1e300 } },
        error: ["healthcheck.timeoutSeconds is 1e+300: give a number of seconds from 0.001 to 2147483647"],
    },
    {
        title: "a check before the start",
        args: { image, healthcheck: { ...sound, startPeriodSeconds: -1 } },
        error: ["healthcheck.startPeriodSeconds is -1: give a number of seconds from 0 to 2147483647"],
    },
    {
        title: "no retries",
        args: { image, healthcheck: { ...sound, retries: 0 } },
        error: ["healthcheck.retries is 0: give a whole number of retries from 1 to 2147483647"],
    },
    {
        title: "waiting for no healthcheck",
        args: { image, waitUntilHealthy: true },
        error: ["waitUntilHealthy is true: there is nothing to wait for: give a healthcheck"],
    },
    {
        title: "so long to stop that Docker would kill at once",
        args: { image, graceSeconds: 2 ** 31 },
        error: ["graceSeconds is 2147483648: give a whole number of seconds from 0 to 2147483647"],
    },
    {
        title: "less memory than Docker allows",
        args: { image, memoryBytes: MEBIBYTE },
        error: ["memoryBytes is 1048576: give a whole number of bytes from 6291456 to 2^53 - 1"],
    },
    {
        title: "memory of a crooked size",
        args: { image, memoryBytes: 10_000_000 },
        error: ["memoryBytes is 10000000: give a multiple of 1048576 bytes (1 MiB)"],
    },
    {
        title: "swap without memory",
        args: { image, memorySwapBytes: 64 * MEBIBYTE },
        error: ["memorySwapBytes is 67108864: it counts memory and swap together: give memoryBytes too"],
    },
    {
        title: "less swap than memory",
        args: { image, memoryBytes: 64 * MEBIBYTE, memorySwapBytes: 32 * MEBIBYTE },
        error: ["memorySwapBytes is 33554432: it counts memory and swap together: give memoryBytes at least"],
    },
    {
        title: "a relative working folder",
        args: { image, workingDir: "srv" },
        error: ['workingDir is "srv": give an absolute path in the container, one that begins with /'],
    },
    { title: "an empty user", args: { image, user: "" }, error: ['user is "": give a text that is not empty'] },
    {
        title: "a host name with a command",
        args: { image, hostname: COMMANDS.sequence },
        error: [
            'hostname is "x; touch canary": give 1 to 64 letters, digits, "_", "." or "-", the first of them a letter, a digit or "_"',
        ],
    },
    {
        title: "a host name of 65 bytes",
        args: { image, hostname: "a".repeat(65) },
        error: [
            'hostname is "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa": give 1 to 64 letters, digits, "_", "." or "-", the first of them a letter, a digit or "_"',
        ],
    },
    { title: "a flag by text", args: { image, mustRun: "false" }, error: ['mustRun is "false": give true or false'] },
    {
        title: "a label's key with a space",
        args: { image, labels: { "a b": "" } },
        error: ['labels is "a b": give every label a key without spaces'],
    },
    {
        title: "a daemon that is a path",
        args: { image, dockerHost: "/var/run/docker.sock" },
        error: [
            'dockerHost is "/var/run/docker.sock": give the address as DOCKER_HOST has it, "unix:///var/run/docker.sock", "tcp://host:port" or "ssh://user@host"',
        ],
    },
    {
        title: "the image of another component",
        args: { image, toolboxImage: "x" },
        error: [
            'toolboxImage is "<not shown>": there is no such property, only command, dockerHost, entrypoint, env, graceSeconds, healthcheck, host, hostname, image, labels, measureTmpfs, memoryBytes, memorySwapBytes, mounts, mustRun, name, networks, ports, removeAnonymousVolumes, restart, user, volumesFrom, waitUntilHealthy, workingDir',
        ],
    },
];
