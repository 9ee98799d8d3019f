import { COMMANDS, WrongProgram } from "./wrong-program";

const nas = { server: "nas", export: "/srv" };

export const wrongNfsVolumes: WrongProgram[] = [
    {
        title: "no arguments",
        args: undefined,
        error: [
            "server is missing: give the server's host name or address, without a port, a scheme or spaces",
            "export is missing: give an absolute path of the export on the server, one that begins with /",
        ],
    },
    {
        title: "an empty server",
        args: { ...nas, server: "" },
        error: ['server is "": give the server\'s host name or address, without a port, a scheme or spaces'],
    },
    {
        title: "a server with a scheme",
        args: { ...nas, server: "nfs://nas" },
        error: ['server is "nfs://nas": give the server\'s host name or address, without a port, a scheme or spaces'],
    },
    {
        title: "a server with mount options",
        args: { ...nas, server: "nas,soft" },
        error: ['server is "nas,soft": give the server\'s host name or address, without a port, a scheme or spaces'],
    },
    {
        title: "a server with a command",
        args: { ...nas, server: COMMANDS.substitution },
        error: [
            'server is "$(touch canary)": give the server\'s host name or address, without a port, a scheme or spaces',
        ],
    },
    {
        title: "a server with a line break",
        args: { ...nas, server: COMMANDS.newline },
        error: [
            'server is "x\\ntouch canary": give the server\'s host name or address, without a port, a scheme or spaces',
        ],
    },
    {
        title: "a server that is an option",
        args: { ...nas, server: "-v" },
        error: ['server is "-v": give the server\'s host name or address, without a port, a scheme or spaces'],
    },
    {
        title: "a server in Cyrillic letters",
        args: { ...nas, server: "хост" },
        error: ['server is "хост": give the server\'s host name or address, without a port, a scheme or spaces'],
    },
    {
        title: "a server that is a number",
        args: { ...nas, server: 10 },
        error: ["server is 10: give the server's host name or address, without a port, a scheme or spaces"],
    },
    {
        title: "no export",
        args: { server: "nas" },
        error: ["export is missing: give an absolute path of the export on the server, one that begins with /"],
    },
    {
        title: "a relative export",
        args: { ...nas, export: "srv" },
        error: ['export is "srv": give an absolute path of the export on the server, one that begins with /'],
    },
    {
        title: "an export with ..",
        args: { ...nas, export: "/srv/.." },
        error: ['export is "/srv/..": give the path of the export on the server without "." and ".." parts'],
    },
    {
        title: "an export with mount options",
        args: { ...nas, export: "/srv,soft" },
        error: ['export is "/srv,soft": Docker reads "," as a separator: give a path without it'],
    },
    {
        title: "an export with a server",
        args: { ...nas, export: "/nas:/srv" },
        error: ['export is "/nas:/srv": Docker reads ":" as a separator: give a path without it'],
    },
    {
        title: "an export with a NUL",
        args: { ...nas, export: "/srv\0" },
        error: ['export is "/srv\\u0000": give a text without NUL characters'],
    },
    {
        title: "a version that there is not",
        args: { ...nas, version: "5" },
        error: ['version is "5": give one of 3, 4.0, 4.1, 4.2'],
    },
    {
        title: "a version that is a number",
        args: { ...nas, version: 4 },
        error: ["version is 4: give one of 3, 4.0, 4.1, 4.2"],
    },
    {
        title: "mount options in the version",
        args: { ...nas, version: "3,nolock" },
        error: ['version is "3,nolock": give one of 3, 4.0, 4.1, 4.2'],
    },
    {
        title: "mount options in the security",
        args: { ...nas, security: "sys,ro" },
        error: ['security is "sys,ro": give one of sys, krb5, krb5i, krb5p'],
    },
    { title: "softness by text", args: { ...nas, soft: "yes" }, error: ['soft is "yes": give true or false'] },
    {
        title: "a port of zero",
        args: { ...nas, port: 0 },
        error: ["port is 0: give a port, a whole number from 1 to 65535"],
    },
    {
        title: "a port beyond 65535",
        args: { ...nas, port: 65536 },
        error: ["port is 65536: give a port, a whole number from 1 to 65535"],
    },
    {
        title: "a port as text",
        args: { ...nas, port: "2049" },
        error: ['port is "2049": give a port, a whole number from 1 to 65535'],
    },
    {
        title: "no time to answer",
        args: { ...nas, timeoutSeconds: 0 },
        error: ["timeoutSeconds is 0: give a number of seconds from 0.1 to 214748364"],
    },
    {
        title: "a time to answer of NaN",
        args: { ...nas, timeoutSeconds: NaN },
        error: ["timeoutSeconds is NaN: give a number of seconds from 0.1 to 214748364"],
    },
    {
        title: "a time to answer beyond what the kernel counts",
        args: { ...nas, timeoutSeconds: 214748365 },
        error: ["timeoutSeconds is 214748365: give a number of seconds from 0.1 to 214748364"],
    },
    {
        title: "retransmissions beyond what the kernel counts",
        args: { ...nas, retransmissions: 2 ** 31 },
        error: ["retransmissions is 2147483648: give a whole number of retransmissions from 0 to 2147483647"],
    },
    {
        title: "half a retransmission",
        args: { ...nas, retransmissions: 1.5 },
        error: ["retransmissions is 1.5: give a whole number of retransmissions from 0 to 2147483647"],
    },
    {
        title: "reads of a size that is no multiple of 1024",
        args: { ...nas, readSizeBytes: 5000 },
        error: ["readSizeBytes is 5000: give a multiple of 1024 bytes"],
    },
    {
        title: "writes of more than a mebibyte",
        args: { ...nas, writeSizeBytes: 2 ** 21 },
        error: ["writeSizeBytes is 2097152: give a whole number of bytes from 1024 to 1048576"],
    },
    {
        title: "a server with a port",
        args: { ...nas, server: "nas:2049" },
        error: ['server is "nas:2049": give the server\'s host name or address, without a port, a scheme or spaces'],
    },
    {
        title: "an export of two lines",
        args: { ...nas, export: "/srv\n/x" },
        error: ['export is "/srv\\n/x": give a path of one line'],
    },
    {
        title: "softness that may lose writes",
        args: { ...nas, soft: true },
        error: ["soft is true: a write that is given up corrupts data silently: set readOnly too, or remove it"],
    },
    {
        title: "a subfolder without a path",
        args: { ...nas, subfolder: {} },
        error: [
            'subfolder.path is missing: give a path inside the volume, without a leading "/" and without empty, "." and ".." parts',
        ],
    },
    {
        title: "a subfolder outside of the export",
        args: { ...nas, subfolder: { path: "../x" } },
        error: [
            'subfolder.path is "../x": give a path inside the volume, without a leading "/" and without empty, "." and ".." parts',
        ],
    },
    {
        title: "a subfolder with mount options",
        args: { ...nas, subfolder: { path: "x,soft" } },
        error: ['subfolder.path is "x,soft": Docker reads "," as a separator: give a path without it'],
    },
    {
        title: "an owner by name",
        args: { ...nas, subfolder: { path: "x", uid: "www-data" } },
        error: ['subfolder.uid is "www-data": give a user id, a whole number from 0 to 4294967294'],
    },
    {
        title: "a mode in letters",
        args: { ...nas, subfolder: { path: "x", mode: "rwx" } },
        error: ['subfolder.mode is "rwx": give three or four octal digits, as "0750"'],
    },
    {
        title: "a subfolder to be made of what is read-only",
        args: { ...nas, readOnly: true, subfolder: { path: "x" } },
        error: ['subfolder is {"path":"x"}: what is mounted read-only is not made: give its path as part of export'],
    },
    {
        title: "data to be copied to what is read-only",
        args: { ...nas, readOnly: true, onMove: "migrate" },
        error: ['onMove is "migrate": nothing can be copied to what is mounted read-only: set it to "adopt"'],
    },
    {
        title: "data to be deleted from what is read-only",
        args: { ...nas, readOnly: true, onDelete: "discard" },
        error: ['onDelete is "discard": nothing can be deleted from what is mounted read-only: choose another policy'],
    },
    {
        title: "policies that there are not",
        args: { ...nas, onMove: "discard", onDelete: "keep" },
        error: [
            'onMove is "discard": give one of migrate, adopt',
            'onDelete is "keep": give one of snapshot, retain, discard',
        ],
    },
    {
        title: "two places for snapshots",
        args: { ...nas, snapshots: { volume: "kept", folder: "/srv" } },
        error: ['snapshots is "volume and folder": give one of volume, folder, restic'],
    },
    {
        title: "a grace of less than nothing",
        args: { ...nas, stopGraceSeconds: -1 },
        error: ["stopGraceSeconds is -1: give a whole number of seconds from 0 to 2147483647"],
    },
    {
        title: "locks left out of version 4",
        args: { ...nas, noLocks: true },
        error: ['noLocks is true: only version "3" has locks that can be left out: remove it, or set that version'],
    },
    { title: "labels that are a text", args: { ...nas, labels: "a=b" }, error: ['labels is "a=b": give an object'] },
    {
        title: "a label of the package's own",
        args: { ...nas, labels: { "io.docker-storage.x": "" } },
        error: [
            'labels is "io.docker-storage.x": labels that begin with io.docker-storage. are this package\'s own: choose another key',
        ],
    },
    {
        title: "a component's name with a slash",
        name: "a/b",
        args: nas,
        error: [
            'the component\'s name is "a/b": a component name that Docker names are made of is 1 to 242 letters, digits, "_", "." or "-", and begins with a letter or digit',
        ],
    },
    {
        title: "an image with spaces",
        args: { ...nas, toolboxImage: "a b" },
        error: ['toolboxImage is "a b": give an image as Docker names it, "registry/name:tag" or "name@sha256:..."'],
    },
    {
        title: "a daemon on http",
        args: { ...nas, dockerHost: "http://nas" },
        error: [
            'dockerHost is "http://nas": give the address as DOCKER_HOST has it, "unix:///var/run/docker.sock", "tcp://host:port" or "ssh://user@host"',
        ],
    },
    {
        title: "mount options as such",
        args: { ...nas, o: "soft" },
        error: [
            'o is "<not shown>": there is no such property, only dockerHost, export, geometry, host, labels, measureUsage, noAccessTimes, noAttributeCache, noLocks, onDelete, onMove, performance, port, readOnly, readSizeBytes, retransmissions, security, server, snapshots, soft, stopGraceSeconds, subfolder, timeoutSeconds, toolboxImage, version, writeSizeBytes',
        ],
    },
];
