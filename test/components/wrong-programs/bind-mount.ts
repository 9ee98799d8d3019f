import * as pulumi from "@pulumi/pulumi";
import { COMMANDS, WrongProgram } from "./wrong-program";

export const wrongBindMounts: WrongProgram[] = [
    {
        title: "no arguments",
        args: undefined,
        error: ["path is missing: give an absolute path on the Docker host, one that begins with /"],
    },
    {
        title: "no arguments, as null",
        args: null,
        error: ["path is missing: give an absolute path on the Docker host, one that begins with /"],
    },
    {
        title: "no path",
        args: {},
        error: ["path is missing: give an absolute path on the Docker host, one that begins with /"],
    },
    {
        title: "an empty path",
        args: { path: "" },
        error: ['path is "": give an absolute path on the Docker host, one that begins with /'],
    },
    {
        title: "a relative path",
        args: { path: "data" },
        error: ['path is "data": give an absolute path on the Docker host, one that begins with /'],
    },
    {
        title: "a path below the home folder",
        args: { path: "~/data" },
        error: ['path is "~/data": give an absolute path on the Docker host, one that begins with /'],
    },
    {
        title: "a path with a variable",
        args: { path: "$HOME/data" },
        error: ['path is "$HOME/data": give an absolute path on the Docker host, one that begins with /'],
    },
    {
        title: "a path that is a command",
        args: { path: COMMANDS.substitution },
        error: ['path is "$(touch canary)": give an absolute path on the Docker host, one that begins with /'],
    },
    {
        title: "the host's root",
        args: { path: "/" },
        error: ['path is "/": this is the host\'s root: give a folder below it'],
    },
    {
        title: "the host's root, many times",
        args: { path: "///" },
        error: ['path is "///": this is the host\'s root: give a folder below it'],
    },
    {
        title: "a path with ..",
        args: { path: "/srv/../etc" },
        error: ['path is "/srv/../etc": give the path on the Docker host without "." and ".." parts'],
    },
    {
        title: "a path that ends in ..",
        args: { path: "/srv/.." },
        error: ['path is "/srv/..": give the path on the Docker host without "." and ".." parts'],
    },
    {
        title: "a path with .",
        args: { path: "/srv/./data" },
        error: ['path is "/srv/./data": give the path on the Docker host without "." and ".." parts'],
    },
    {
        title: "a path with a colon",
        args: { path: "/srv/a:/etc" },
        error: ['path is "/srv/a:/etc": Docker reads ":" as a separator: give a path without it'],
    },
    {
        title: "a path with a NUL",
        args: { path: "/srv/a\0b" },
        error: ['path is "/srv/a\\u0000b": give a text without NUL characters'],
    },
    {
        title: "a path with half a character",
        args: { path: "/srv/\ud800" },
        error: ['path is "/srv/\\ud800": give a text of whole characters: it has half of a surrogate pair'],
    },
    {
        title: "a name of 256 bytes",
        args: { path: `/srv/${"ä".repeat(128)}` },
        error: [
            'path is "/srv/ääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääää… (135 characters): give a path of at most 4095 bytes, and 255 for each part of it',
        ],
    },
    {
        title: "a path of 4096 bytes",
        args: { path: "/abc".repeat(1024) },
        error: [
            'path is "/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/ab… (4098 characters): give a path of at most 4095 bytes, and 255 for each part of it',
        ],
    },
    {
        title: "a device",
        args: { path: "/dev/sda" },
        error: ['path is "/dev/sda": /proc, /sys, /dev belong to the kernel: give a folder elsewhere'],
    },
    {
        title: "a device, with a slash too many",
        args: { path: "//dev//sda/" },
        error: ['path is "//dev//sda/": /proc, /sys, /dev belong to the kernel: give a folder elsewhere'],
    },
    {
        title: "a folder of the kernel",
        args: { path: "/proc" },
        error: ['path is "/proc": /proc, /sys, /dev belong to the kernel: give a folder elsewhere'],
    },
    {
        title: "a list of paths",
        args: { path: ["/srv"] },
        error: ['path is ["/srv"]: give an absolute path on the Docker host, one that begins with /'],
    },
    {
        title: "a URL",
        args: { path: new URL("file:///srv") },
        error: ["path is a URL: give an absolute path on the Docker host, one that begins with /"],
    },
    {
        title: "a negative owner",
        args: { path: "/srv/a", uid: -1 },
        error: ["uid is -1: give a user id, a whole number from 0 to 4294967294"],
    },
    {
        title: "an owner beyond 32 bits",
        args: { path: "/srv/a", uid: 4294967295 },
        error: ["uid is 4294967295: give a user id, a whole number from 0 to 4294967294"],
    },
    {
        title: "an owner by name",
        args: { path: "/srv/a", uid: "root" },
        error: ['uid is "root": give a user id, a whole number from 0 to 4294967294'],
    },
    {
        title: "a group of NaN",
        args: { path: "/srv/a", gid: NaN },
        error: ["gid is NaN: give a group id, a whole number from 0 to 4294967294"],
    },
    {
        title: "a group with a command",
        args: { path: "/srv/a", gid: "0 / ; touch canary" },
        error: ['gid is "0 / ; touch canary": give a group id, a whole number from 0 to 4294967294'],
    },
    {
        title: "a mode in letters",
        args: { path: "/srv/a", mode: "rwxr-x---" },
        error: ['mode is "rwxr-x---": give three or four octal digits, as "0750"'],
    },
    {
        title: "a mode as a number",
        args: { path: "/srv/a", mode: 0o750 },
        error: ['mode is 488: give three or four octal digits, as "0750"'],
    },
    {
        title: "a mode with an option after it",
        args: { path: "/srv/a", mode: "0750 --recursive" },
        error: ['mode is "0750 --recursive": give three or four octal digits, as "0750"'],
    },
    {
        title: "a mode with a digit that is not octal",
        args: { path: "/srv/a", mode: "0780" },
        error: ['mode is "0780": give three or four octal digits, as "0750"'],
    },
    {
        title: "a measurement by number",
        args: { path: "/srv/a", measureUsage: 0 },
        error: ["measureUsage is 0: give true or false"],
    },
    {
        title: "a measurement known only later",
        args: { path: "/srv/a", measureUsage: pulumi.output(false) },
        error: ['measureUsage is "<output>": give a plain value: an output is known only later'],
    },
    {
        title: "an empty image",
        args: { path: "/srv/a", toolboxImage: "" },
        error: ['toolboxImage is "": give an image as Docker names it, "registry/name:tag" or "name@sha256:..."'],
    },
    {
        title: "an image that is an option",
        args: { path: "/srv/a", toolboxImage: "-v/:/host" },
        error: [
            'toolboxImage is "-v/:/host": give an image as Docker names it, "registry/name:tag" or "name@sha256:..."',
        ],
    },
    {
        title: "an empty daemon",
        args: { path: "/srv/a", dockerHost: "" },
        error: [
            'dockerHost is "": give the address as DOCKER_HOST has it, "unix:///var/run/docker.sock", "tcp://host:port" or "ssh://user@host"',
        ],
    },
    {
        title: "a misspelled path",
        args: { Path: "/srv/a" },
        error: [
            "path is missing: give an absolute path on the Docker host, one that begins with /",
            'Path is "<not shown>": there is no such property, only dockerHost, geometry, gid, host, measureUsage, mode, path, performance, toolboxImage, uid',
        ],
    },
];
