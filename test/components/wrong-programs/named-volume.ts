import * as pulumi from "@pulumi/pulumi";
import { COMMANDS, WrongProgram } from "./wrong-program";

const tmpfs = { type: "tmpfs", device: "tmpfs" };
const discard = { onReplace: "discard", onDelete: "discard" };
const bind = { type: "none", o: "bind" };
const restic = { repository: "/srv/restic", password: "hunter2" };

export const wrongNamedVolumes: WrongProgram[] = [
    {
        title: "a property that there is not",
        args: { onDelet: "retain" },
        error: [
            'onDelet is "<not shown>": there is no such property, only accessMode, adopt, dockerHost, driver, driverOpts, enforceCapacity, geometry, host, labels, measureUsage, name, onDelete, onReplace, performance, restoreFrom, seed, snapshots, stopGraceSeconds, toolboxImage',
        ],
    },
    {
        title: "a property in another case, without showing what may be a secret",
        args: { ondelete: "hunter2" },
        error: [
            'ondelete is "<not shown>": there is no such property, only accessMode, adopt, dockerHost, driver, driverOpts, enforceCapacity, geometry, host, labels, measureUsage, name, onDelete, onReplace, performance, restoreFrom, seed, snapshots, stopGraceSeconds, toolboxImage',
        ],
    },

    {
        title: "an enforced capacity without a geometry",
        args: { enforceCapacity: true },
        error: ["enforceCapacity is true: there is no capacity to enforce: give a geometry"],
    },
    {
        title: "an enforced capacity that is no number of blocks of a disk",
        args: { enforceCapacity: true, geometry: { blockSizeBytes: 1000, blockCount: 100000 } },
        error: [
            'geometry is {"blockSizeBytes":1000,"blockCount":100000}: block size x block count is 100000000 bytes: an enforced capacity is a multiple of 4096',
        ],
    },
    {
        title: "an enforced capacity that has no room for a file system",
        args: { enforceCapacity: true, geometry: { blockSizeBytes: 4096, blockCount: 1 } },
        error: [
            'geometry is {"blockSizeBytes":4096,"blockCount":1}: block size x block count is 4096 bytes: an enforced capacity is 16777216 at least',
        ],
    },
    {
        title: "an enforced capacity on a folder that is there",
        args: {
            enforceCapacity: true,
            geometry: { blockSizeBytes: 4096, blockCount: 16384 },
            driverOpts: { type: "none", o: "bind", device: "/srv/data" },
        },
        error: [
            "enforceCapacity is true: the driver options say already where the data lies: remove them, or give those of a tmpfs",
        ],
    },
    {
        title: "an enforced capacity with another driver",
        args: { enforceCapacity: true, geometry: { blockSizeBytes: 4096, blockCount: 16384 }, driver: "other" },
        error: [
            "enforceCapacity is true: only the local driver's volumes can be held to a capacity: leave the driver to it",
        ],
    },
    {
        title: "an empty name",
        args: { name: "" },
        error: [
            'name is "": a volume name is 2 to 255 letters, digits, "_", "." or "-", and begins with a letter or digit',
        ],
    },
    {
        title: "a name of one letter",
        args: { name: "a" },
        error: [
            'name is "a": a volume name is 2 to 255 letters, digits, "_", "." or "-", and begins with a letter or digit',
        ],
    },
    {
        title: "a name of 256 bytes",
        args: { name: "a".repeat(256) },
        error: [
            'name is "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa… (258 characters): a volume name is 2 to 255 letters, digits, "_", "." or "-", and begins with a letter or digit',
        ],
    },
    {
        title: "a name of 255 letters that are not ASCII",
        args: { name: "ä".repeat(255) },
        error: [
            'name is "äääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääää… (257 characters): a volume name is 2 to 255 letters, digits, "_", "." or "-", and begins with a letter or digit',
        ],
    },
    {
        title: "the parent as name",
        args: { name: ".." },
        error: [
            'name is "..": a volume name is 2 to 255 letters, digits, "_", "." or "-", and begins with a letter or digit',
        ],
    },
    {
        title: "a path as name",
        args: { name: "/srv/data" },
        error: [
            'name is "/srv/data": a volume name is 2 to 255 letters, digits, "_", "." or "-", and begins with a letter or digit',
        ],
    },
    {
        title: "a name that leaves Docker's folder",
        args: { name: "a/../../etc" },
        error: [
            'name is "a/../../etc": a volume name is 2 to 255 letters, digits, "_", "." or "-", and begins with a letter or digit',
        ],
    },
    {
        title: "a name that is an option",
        args: { name: "--help" },
        error: [
            'name is "--help": a volume name is 2 to 255 letters, digits, "_", "." or "-", and begins with a letter or digit',
        ],
    },
    {
        title: "a name with a command in it",
        args: { name: `a${COMMANDS.substitution}` },
        error: [
            'name is "a$(touch canary)": a volume name is 2 to 255 letters, digits, "_", "." or "-", and begins with a letter or digit',
        ],
    },
    {
        title: "a name with another command after it",
        args: { name: COMMANDS.sequence },
        error: [
            'name is "x; touch canary": a volume name is 2 to 255 letters, digits, "_", "." or "-", and begins with a letter or digit',
        ],
    },
    {
        title: "a name with backticks",
        args: { name: COMMANDS.backticks },
        error: [
            'name is "`touch canary`": a volume name is 2 to 255 letters, digits, "_", "." or "-", and begins with a letter or digit',
        ],
    },
    {
        title: "a name that ends a quote",
        args: { name: COMMANDS.quotes },
        error: [
            'name is "x\'; touch canary; \'": a volume name is 2 to 255 letters, digits, "_", "." or "-", and begins with a letter or digit',
        ],
    },
    {
        title: "a name with a line break at its end",
        args: { name: "data\n" },
        error: [
            'name is "data\\n": a volume name is 2 to 255 letters, digits, "_", "." or "-", and begins with a letter or digit',
        ],
    },
    {
        title: "a name with a NUL",
        args: { name: "data\0" },
        error: [
            'name is "data\\u0000": a volume name is 2 to 255 letters, digits, "_", "." or "-", and begins with a letter or digit',
        ],
    },
    {
        title: "a name with an emoji",
        args: { name: "data-💾" },
        error: [
            'name is "data-💾": a volume name is 2 to 255 letters, digits, "_", "." or "-", and begins with a letter or digit',
        ],
    },
    {
        title: "a name with half of one",
        args: { name: "data-\ud83d" },
        error: [
            'name is "data-\\ud83d": a volume name is 2 to 255 letters, digits, "_", "." or "-", and begins with a letter or digit',
        ],
    },
    {
        title: "a name with what a terminal obeys",
        args: { name: "data\x1b[2J" },
        error: [
            'name is "data\\u001b[2J": a volume name is 2 to 255 letters, digits, "_", "." or "-", and begins with a letter or digit',
        ],
    },
    {
        title: "a number as name",
        args: { name: 12 },
        error: [
            'name is 12: a volume name is 2 to 255 letters, digits, "_", "." or "-", and begins with a letter or digit',
        ],
    },
    {
        title: "an output as name",
        args: { name: pulumi.output("later") },
        error: ['name is "<output>": give a plain value: an output is known only later'],
    },
    {
        title: "a component's name that Docker would not take",
        name: "my data",
        args: {},
        error: [
            'the component\'s name is "my data": a component name that Docker names are made of is 1 to 242 letters, digits, "_", "." or "-", and begins with a letter or digit',
        ],
    },
    {
        title: "a component's name that leaves no room for a suffix",
        name: "a".repeat(243),
        args: {},
        error: [
            'the component\'s name is "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa… (245 characters): a component name that Docker names are made of is 1 to 242 letters, digits, "_", "." or "-", and begins with a letter or digit',
        ],
    },
    {
        title: "a component's name that no folder can have",
        name: "ä".repeat(43),
        args: { name: "fixed" },
        error: [
            'the component\'s name is "äääääääääääääääääääääääääääääääääääääääääää": the folder of its snapshots would have a name of more than 255 bytes: give a shorter one',
        ],
    },
    {
        title: "a component's name with a NUL",
        name: "a\0b",
        args: { name: "fixed" },
        error: ['the component\'s name is "a\\u0000b": give a text without NUL characters'],
    },

    { title: "a geometry that is a number", args: { geometry: 4096 }, error: ["geometry is 4096: give an object"] },
    {
        title: "a geometry without figures",
        args: { geometry: {} },
        error: [
            "geometry.blockSizeBytes is missing: give a whole number of bytes from 1 to 2^53 - 1",
            "geometry.blockCount is missing: give a whole number of blocks from 1 to 2^53 - 1",
        ],
    },
    {
        title: "a negative block size",
        args: { geometry: { blockSizeBytes: -4096, blockCount: 1 } },
        error: ["geometry.blockSizeBytes is -4096: give a whole number of bytes from 1 to 2^53 - 1"],
    },
    {
        title: "a block size of zero",
        args: { geometry: { blockSizeBytes: 0, blockCount: 1 } },
        error: ["geometry.blockSizeBytes is 0: give a whole number of bytes from 1 to 2^53 - 1"],
    },
    {
        title: "half a block",
        args: { geometry: { blockSizeBytes: 4096, blockCount: 0.5 } },
        error: ["geometry.blockCount is 0.5: give a whole number of blocks from 1 to 2^53 - 1"],
    },
    {
        title: "a block size as text",
        args: { geometry: { blockSizeBytes: "4096", blockCount: 1 } },
        error: ['geometry.blockSizeBytes is "4096": give a whole number of bytes from 1 to 2^53 - 1'],
    },
    {
        title: "a block size of NaN",
        args: { geometry: { blockSizeBytes: NaN, blockCount: 1 } },
        error: ["geometry.blockSizeBytes is NaN: give a whole number of bytes from 1 to 2^53 - 1"],
    },
    {
        title: "endless blocks",
        args: { geometry: { blockSizeBytes: 1, blockCount: Infinity } },
        error: ["geometry.blockCount is Infinity: give a whole number of blocks from 1 to 2^53 - 1"],
    },
    {
        title: "2^53 blocks",
        args: { geometry: { blockSizeBytes: 1, blockCount: 2 ** 53 } },
        error: ["geometry.blockCount is 9007199254740992: give a whole number of blocks from 1 to 2^53 - 1"],
    },
    {
        title: "a big integer",
        args: { geometry: { blockSizeBytes: 4096n, blockCount: 1 } },
        error: ["geometry.blockSizeBytes is 4096: give a whole number of bytes from 1 to 2^53 - 1"],
    },
    {
        title: "a capacity of 2^53",
        args: { geometry: { blockSizeBytes: 2 ** 27, blockCount: 2 ** 26 } },
        error: [
            'geometry is {"blockSizeBytes":134217728,"blockCount":67108864}: block size x block count is beyond 2^53 - 1 bytes: give fewer or smaller blocks',
        ],
    },
    {
        title: "no latency",
        args: { geometry: { blockSizeBytes: 1, blockCount: 1, latencySeconds: 0 } },
        error: ["geometry.latencySeconds is 0: give more than 0 seconds, 2147483647 at most"],
    },
    {
        title: "an endless latency",
        args: { geometry: { blockSizeBytes: 1, blockCount: 1, latencySeconds: Infinity } },
        error: ["geometry.latencySeconds is Infinity: give more than 0 seconds, 2147483647 at most"],
    },
    {
        title: "a latency so small that the throughput is endless",
        args: { geometry: { blockSizeBytes: 1, blockCount: 1, latencySeconds: 5e-324 } },
        error: [
            "geometry.latencySeconds is 5e-324: capacity / latency is beyond what a number holds: give more seconds",
        ],
    },
    {
        title: "an output as latency",
        args: { geometry: { blockSizeBytes: 1, blockCount: 1, latencySeconds: pulumi.output(1) } },
        error: ['geometry.latencySeconds is "<output>": give a plain value: an output is known only later'],
    },

    { title: "an empty driver", args: { driver: "" }, error: ['driver is "": give a text that is not empty'] },
    {
        title: "driver options that are a list",
        args: { driverOpts: ["type=none"] },
        error: ['driverOpts is ["type=none"]: give an object'],
    },
    {
        title: "an option that the local driver lacks",
        args: { driverOpts: { sise: "1m" } },
        error: [
            'driverOpts.sise is "1m": the local driver takes only type, o, device, size: remove it, or name its driver',
        ],
    },
    {
        title: "a type without a device",
        args: { driverOpts: { type: "none" } },
        error: ["driverOpts.device is missing: the local driver needs it together with type"],
    },
    {
        title: "mount options alone",
        args: { driverOpts: { o: "bind" } },
        error: [
            "driverOpts.type is missing: the local driver needs it together with o",
            "driverOpts.device is missing: the local driver needs it together with o",
        ],
    },
    {
        title: "an empty option",
        args: { driver: "other", driverOpts: { share: "" } },
        error: ['driverOpts.share is "": give a text that is not empty'],
    },
    {
        title: "an option without a value",
        args: { driver: "other", driverOpts: { share: undefined } },
        error: ["driverOpts.share is missing: give a text that is not empty"],
    },
    {
        title: "an option that is a number",
        args: { driver: "other", driverOpts: { "the size": 5 } },
        error: ['driverOpts["the size"] is 5: give a text that is not empty'],
    },
    {
        title: "an option with a NUL",
        args: { driver: "other", driverOpts: { share: "a\0b" } },
        error: ['driverOpts.share is "a\\u0000b": give a text without NUL characters'],
    },
    {
        title: "the host's root as the folder of a volume",
        args: { driverOpts: { ...bind, device: "/" } },
        error: ['driverOpts.device is "/": this is the host\'s root: give a folder below it'],
    },
    {
        title: "a relative folder as the folder of a volume",
        args: { driverOpts: { ...bind, device: "data" } },
        error: ['driverOpts.device is "data": give an absolute path on the Docker host, one that begins with /'],
    },
    {
        title: "a folder with .. as the folder of a volume",
        args: { driverOpts: { ...bind, device: "/srv/../etc" } },
        error: ['driverOpts.device is "/srv/../etc": give the path on the Docker host without "." and ".." parts'],
    },
    {
        title: "a tmpfs that is to be kept",
        args: { driverOpts: tmpfs },
        error: [
            'onReplace is "migrate": a tmpfs keeps nothing once no container mounts it: set this to "discard", or use another type',
            'onDelete is "snapshot": a tmpfs keeps nothing once no container mounts it: set this to "discard", or use another type',
        ],
    },
    {
        title: "a seeded tmpfs",
        args: { driverOpts: tmpfs, ...discard, seed: { files: { a: "" } } },
        error: ['seed is ["a"]: a tmpfs is empty again once no container mounts it: use another type of volume'],
    },
    {
        title: "a restored tmpfs",
        args: { driverOpts: tmpfs, ...discard, restoreFrom: {} },
        error: ["restoreFrom is {}: a tmpfs is empty again once no container mounts it: use another type of volume"],
    },

    {
        title: "labels that are a map of JavaScript's",
        args: { labels: new Map([["a", "b"]]) },
        error: ["labels is a Map: give an object"],
    },
    {
        title: "a label without a key",
        args: { labels: { "": "x" } },
        error: ['labels is "": give every label a key without spaces'],
    },
    {
        title: "a label's key with a line break",
        args: { labels: { "a\nb": "x" } },
        error: ['labels is "a\\nb": give every label a key without spaces'],
    },
    {
        title: "a label's key with a NUL",
        args: { labels: { "a\0b": "x" } },
        error: ['labels is "a\\u0000b": give a text without NUL characters'],
    },
    {
        title: "a label of the package's own",
        args: { labels: { "io.docker-storage.managed": "volume" } },
        error: [
            'labels is "io.docker-storage.managed": labels that begin with io.docker-storage. are this package\'s own: choose another key',
        ],
    },
    { title: "a label that is a number", args: { labels: { tier: 1 } }, error: ["labels.tier is 1: give a text"] },
    {
        title: "a label that is a function",
        args: { labels: { tier: () => "gold" } },
        error: ["labels.tier is a function: give a text"],
    },
    {
        title: "a label without a value",
        args: { labels: { tier: undefined } },
        error: ["labels.tier is missing: give a text"],
    },
    {
        title: "a label with a NUL",
        args: { labels: { tier: "gold\0" } },
        error: ['labels.tier is "gold\\u0000": give a text without NUL characters'],
    },
    {
        title: "a label with half a character",
        args: { labels: { "the tier/x": "\udc00", tier: "\udc00" } },
        error: [
            'labels is "the tier/x": give every label a key without spaces',
            'labels["the tier/x"] is "\\udc00": give a text of whole characters: it has half of a surrogate pair',
            'labels.tier is "\\udc00": give a text of whole characters: it has half of a surrogate pair',
        ],
    },

    {
        title: "a policy that there is not",
        args: { onReplace: "keep" },
        error: ['onReplace is "keep": give one of migrate, discard'],
    },
    {
        title: "a deletion that there is not",
        args: { onDelete: "archive" },
        error: ['onDelete is "archive": give one of snapshot, retain, discard'],
    },
    {
        title: "a deletion known only later, which would delete what is to be retained",
        args: { onDelete: pulumi.output("retain") },
        error: ['onDelete is "<output>": give a plain value: an output is known only later'],
    },

    { title: "a seed that is a list", args: { seed: ["a"] }, error: ['seed is ["a"]: give an object'] },
    {
        title: "a seed without files",
        args: { seed: {} },
        error: ["seed.files is missing: give a map from path to content, with one file at least"],
    },
    {
        title: "a seed of no file",
        args: { seed: { files: {} } },
        error: ["seed.files is {}: give a map from path to content, with one file at least"],
    },
    {
        title: "a seed of a text",
        args: { seed: { files: "a" } },
        error: ['seed.files is "a": give a map from path to content, with one file at least'],
    },
    { title: "a seed of a number", args: { seed: { files: { a: 1 } } }, error: ["seed.files.a is 1: give a text"] },
    {
        title: "a seed of bytes",
        args: { seed: { files: { a: Buffer.from("a") } } },
        error: ["seed.files.a is a Buffer: give a text"],
    },
    {
        title: "a seed of nothing",
        args: { seed: { files: { a: null } } },
        error: ["seed.files.a is missing: give a text"],
    },
    {
        title: "a seed with half a character",
        args: { seed: { files: { a: "\ud800" } } },
        error: ['seed.files.a is "\\ud800": give a text of whole characters: it has half of a surrogate pair'],
    },
    {
        title: "a seed with a NUL",
        args: { seed: { files: { a: "\0" } } },
        error: ['seed.files.a is "\\u0000": give a text without NUL characters'],
    },
    {
        title: "a seed outside of the volume",
        args: { seed: { files: { "../a": "" } } },
        error: [
            'seed.files is "../a": give a path inside the volume, without a leading "/" and without empty, "." and ".." parts',
        ],
    },
    {
        title: "a seed with an absolute path",
        args: { seed: { files: { "/etc/passwd": "" } } },
        error: [
            'seed.files is "/etc/passwd": give a path inside the volume, without a leading "/" and without empty, "." and ".." parts',
        ],
    },
    {
        title: "a seed without a name",
        args: { seed: { files: { "": "" } } },
        error: [
            'seed.files is "": give a path inside the volume, without a leading "/" and without empty, "." and ".." parts',
        ],
    },
    {
        title: "a seed of a folder",
        args: { seed: { files: { "a/": "" } } },
        error: [
            'seed.files is "a/": give a path inside the volume, without a leading "/" and without empty, "." and ".." parts',
        ],
    },
    {
        title: "a seed with a line break in its name",
        args: { seed: { files: { [COMMANDS.newline]: "" } } },
        error: ['seed.files is "x\\ntouch canary": give a path of one line: seededFiles lists one a line'],
    },
    {
        title: "a seed with a NUL in its name",
        args: { seed: { files: { "a\0": "" } } },
        error: ['seed.files is "a\\u0000": give a text without NUL characters'],
    },
    {
        title: "a seed with a name of 256 bytes",
        args: { seed: { files: { ["ä".repeat(128)]: "" } } },
        error: [
            'seed.files is "äääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääää… (130 characters): give a path of at most 4000 bytes, and 255 for each part of it',
        ],
    },
    {
        title: "a seed with a path of 4001 bytes",
        args: { seed: { files: { [`${"a/".repeat(2000)}b`]: "" } } },
        error: [
            'seed.files is "a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a… (4003 characters): give a path of at most 4000 bytes, and 255 for each part of it',
        ],
    },
    {
        title: "a seed that is a file and a folder",
        args: { seed: { files: { a: "", "a/b": "" } } },
        error: ['seed.files is "a": this path is a file and a folder at once: rename one of them'],
    },
    {
        title: "a seed of the mark of an unfinished copy",
        args: { seed: { files: { ".docker-storage-incomplete/x": "" } } },
        error: [
            'seed.files is ".docker-storage-incomplete/x": .docker-storage-incomplete and lost+found have a meaning of their own in a volume: choose another name',
        ],
    },
    {
        title: "a seed of what is never copied",
        args: { seed: { files: { "lost+found": "" } } },
        error: [
            'seed.files is "lost+found": .docker-storage-incomplete and lost+found have a meaning of their own in a volume: choose another name',
        ],
    },
    {
        title: "a seed of a volume that is read-only",
        args: { driverOpts: { type: "ext4", device: "/dev/x", o: "noatime,ro" }, seed: { files: { a: "" } } },
        error: [
            'seed is ["a"]: the driver options mount the volume read-only (ro), so nothing can be written: drop one of them',
        ],
    },

    {
        title: "a place of snapshots that is a text",
        args: { snapshots: "/srv" },
        error: ['snapshots is "/srv": give an object'],
    },
    {
        title: "no place of snapshots",
        args: { snapshots: {} },
        error: ["snapshots is {}: give one of volume, folder, restic"],
    },
    {
        title: "two places of snapshots, without showing a password",
        args: { snapshots: { folder: "/srv", restic } },
        error: ['snapshots is "folder and restic": give one of volume, folder, restic'],
    },
    {
        title: "a path as a volume of snapshots",
        args: { snapshots: { volume: "/srv" } },
        error: [
            'snapshots.volume is "/srv": a volume name is 2 to 255 letters, digits, "_", "." or "-", and begins with a letter or digit',
        ],
    },
    {
        title: "options in a volume of snapshots",
        args: { snapshots: { volume: "a,target=/etc" } },
        error: [
            'snapshots.volume is "a,target=/etc": a volume name is 2 to 255 letters, digits, "_", "." or "-", and begins with a letter or digit',
        ],
    },
    {
        title: "a relative folder of snapshots",
        args: { snapshots: { folder: "srv" } },
        error: ['snapshots.folder is "srv": give an absolute path on the Docker host, one that begins with /'],
    },
    {
        title: "the host's root as the folder of snapshots",
        args: { snapshots: { folder: "/" } },
        error: ['snapshots.folder is "/": this is the host\'s root: give a folder below it'],
    },
    {
        title: "the host's root as a repository",
        args: { snapshots: { restic: { ...restic, repository: "//" } } },
        error: ['snapshots.restic.repository is "//": this is the host\'s root: give a folder below it'],
    },
    {
        title: "a folder of snapshots with ..",
        args: { snapshots: { folder: "/srv/../etc" } },
        error: ['snapshots.folder is "/srv/../etc": give the path on the Docker host without "." and ".." parts'],
    },
    {
        title: "a folder of snapshots with a NUL",
        args: { snapshots: { folder: "/srv\0" } },
        error: ['snapshots.folder is "/srv\\u0000": give a text without NUL characters'],
    },
    {
        title: "a folder of snapshots with a name of 256 bytes",
        args: { snapshots: { folder: `/srv/${"€".repeat(85)}x` } },
        error: [
            'snapshots.folder is "/srv/€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€x": give a path of at most 4095 bytes, and 255 for each part of it',
        ],
    },
    {
        title: "a folder of snapshots with a path of 4096 bytes",
        args: { snapshots: { folder: "/abc".repeat(1024) } },
        error: [
            'snapshots.folder is "/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/ab… (4098 characters): give a path of at most 4095 bytes, and 255 for each part of it',
        ],
    },
    {
        title: "a repository without a password",
        args: { snapshots: { restic: { repository: "/srv" } } },
        error: ["snapshots.restic.password is missing: give a text that is not empty"],
    },
    {
        title: "a misspelled password",
        args: { snapshots: { restic: { repository: "/srv", passwort: "hunter2" } } },
        error: [
            "snapshots.restic.password is missing: give a text that is not empty",
            'snapshots.restic.passwort is "<not shown>": there is no such property, only environment, password, repository',
        ],
    },
    {
        title: "a password with a NUL, without showing it",
        args: { snapshots: { restic: { ...restic, password: "hunter2\0" } } },
        error: ['snapshots.restic.password is "<secret>": give a text without NUL characters'],
    },
    {
        title: "a backend that the toolbox lacks",
        args: { snapshots: { restic: { ...restic, repository: "sftp:nas:/srv" } } },
        error: [
            'snapshots.restic.repository is "sftp:nas:/srv": give an absolute path on the Docker host, or a repository that begins with azure:, b2:, gs:, rest:, s3:, swift:',
        ],
    },
    {
        title: "a repository with ..",
        args: { snapshots: { restic: { ...restic, repository: "/srv/.." } } },
        error: [
            'snapshots.restic.repository is "/srv/..": give the path on the Docker host without "." and ".." parts',
        ],
    },
    {
        title: "a password in the environment",
        args: { snapshots: { restic: { ...restic, environment: { RESTIC_PASSWORD: "hunter2" } } } },
        error: ['snapshots.restic.environment is "RESTIC_PASSWORD": give it as password or repository'],
    },
    {
        title: "a variable with a command in its name",
        args: { snapshots: { restic: { ...restic, environment: { "A;touch canary": "" } } } },
        error: [
            'snapshots.restic.environment is "A;touch canary": give variables of the repository\'s backend, AWS_ACCESS_KEY_ID, say',
        ],
    },
    {
        title: "a variable that is a number, without showing it",
        args: { snapshots: { restic: { ...restic, environment: { AWS_SECRET_ACCESS_KEY: 5 } } } },
        error: ['snapshots.restic.environment.AWS_SECRET_ACCESS_KEY is "<secret>": give a text'],
    },

    {
        title: "a snapshot outside of its folder",
        args: { restoreFrom: { snapshot: "../latest" } },
        error: ['restoreFrom.snapshot is "../latest": give a snapshot\'s name, or "latest"'],
    },
    {
        title: "a snapshot with a command in its name",
        args: { restoreFrom: { snapshot: COMMANDS.substitution } },
        error: ['restoreFrom.snapshot is "$(touch canary)": give a snapshot\'s name, or "latest"'],
    },
    {
        title: "a time without a zone",
        args: { restoreFrom: { at: "2026-01-31T10:00:00" } },
        error: ['restoreFrom.at is "2026-01-31T10:00:00": give a time with its zone, as in "2026-01-31T23:59:00Z"'],
    },
    {
        title: "a day that there is not",
        args: { restoreFrom: { at: "2026-02-30T10:00:00Z" } },
        error: ['restoreFrom.at is "2026-02-30T10:00:00Z": give a time with its zone, as in "2026-01-31T23:59:00Z"'],
    },
    {
        title: "an hour that there is not",
        args: { restoreFrom: { at: "2026-01-31T24:00:00Z" } },
        error: ['restoreFrom.at is "2026-01-31T24:00:00Z": give a time with its zone, as in "2026-01-31T23:59:00Z"'],
    },
    {
        title: "a snapshot by name and by time",
        args: { restoreFrom: { snapshot: "latest", at: "2026-01-31T10:00:00Z" } },
        error: ['restoreFrom.at is "2026-01-31T10:00:00Z": snapshot says already which one: give one of the two'],
    },
    {
        title: "a component outside of the place",
        args: { restoreFrom: { component: "../other" } },
        error: ['restoreFrom.component is "../other": give a component\'s name, "stack/name" or "project/stack/name"'],
    },
    {
        title: "a component of four parts",
        args: { restoreFrom: { component: "a/b/c/d" } },
        error: ['restoreFrom.component is "a/b/c/d": give a component\'s name, "stack/name" or "project/stack/name"'],
    },
    {
        title: "a component that no folder can be named after",
        args: { restoreFrom: { component: "💾".repeat(22) } },
        error: [
            'restoreFrom.component is "💾💾💾💾💾💾💾💾💾💾💾💾💾💾💾💾💾💾💾💾💾💾": the folder of its snapshots would have a name of more than 255 bytes: give a shorter one',
        ],
    },
    {
        title: "a misspelled request",
        args: { restoreFrom: { snapshto: "latest" } },
        error: [
            'restoreFrom.snapshto is "<not shown>": there is no such property, only at, component, snapshot, snapshots',
        ],
    },

    {
        title: "a negative time to stop",
        args: { stopGraceSeconds: -1 },
        error: ["stopGraceSeconds is -1: give a whole number of seconds from 0 to 2147483647"],
    },
    {
        title: "half a second to stop",
        args: { stopGraceSeconds: 0.5 },
        error: ["stopGraceSeconds is 0.5: give a whole number of seconds from 0 to 2147483647"],
    },
    {
        title: "so long to stop that Docker would kill at once",
        args: { stopGraceSeconds: 2 ** 53 - 1 },
        error: ["stopGraceSeconds is 9007199254740991: give a whole number of seconds from 0 to 2147483647"],
    },
    {
        title: "a measurement by text",
        args: { measureUsage: "no" },
        error: ['measureUsage is "no": give true or false'],
    },
    {
        title: "an image that is an option of docker run",
        args: { toolboxImage: "--privileged" },
        error: [
            'toolboxImage is "--privileged": give an image as Docker names it, "registry/name:tag" or "name@sha256:..."',
        ],
    },
    {
        title: "an image with a command in it",
        args: { toolboxImage: COMMANDS.sequence },
        error: [
            'toolboxImage is "x; touch canary": give an image as Docker names it, "registry/name:tag" or "name@sha256:..."',
        ],
    },
    {
        title: "a daemon without a scheme",
        args: { dockerHost: "nas:2375" },
        error: [
            'dockerHost is "nas:2375": give the address as DOCKER_HOST has it, "unix:///var/run/docker.sock", "tcp://host:port" or "ssh://user@host"',
        ],
    },
    {
        title: "a daemon whose host is an option of ssh",
        args: { dockerHost: "ssh://-oProxyCommand=touch$IFS'canary'" },
        error: [
            'dockerHost is "ssh://-oProxyCommand=touch$IFS\'canary\'": give the address as DOCKER_HOST has it, "unix:///var/run/docker.sock", "tcp://host:port" or "ssh://user@host"',
        ],
    },
    {
        title: "a daemon whose host is an option of ssh after a user",
        args: { dockerHost: "ssh://me@-oProxyCommand=x" },
        error: [
            'dockerHost is "ssh://me@-oProxyCommand=x": give the address as DOCKER_HOST has it, "unix:///var/run/docker.sock", "tcp://host:port" or "ssh://user@host"',
        ],
    },
    {
        title: "many wrong arguments at once",
        args: { name: "/", driver: "", onDelete: 1, measureUsage: 1 },
        error: [
            'name is "/": a volume name is 2 to 255 letters, digits, "_", "." or "-", and begins with a letter or digit',
            'driver is "": give a text that is not empty',
            "onDelete is 1: give one of snapshot, retain, discard",
            "measureUsage is 1: give true or false",
        ],
    },
];
