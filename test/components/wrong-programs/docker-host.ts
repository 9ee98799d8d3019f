import * as pulumi from "@pulumi/pulumi";
import { COMMANDS, WrongProgram } from "./wrong-program";

const ADDRESS =
    'give the address as DOCKER_HOST has it, "unix:///var/run/docker.sock", "tcp://host:port" or "ssh://user@host"';
const CONTEXT = "give the name of a Docker context, as `docker context ls` lists it";

export const wrongDockerHosts: WrongProgram[] = [
    { title: "no arguments", args: undefined, error: [`address is missing: ${ADDRESS}`] },
    { title: "no address", args: {}, error: [`address is missing: ${ADDRESS}`] },
    { title: "an empty address", args: { address: "" }, error: [`address is "": ${ADDRESS}`] },
    { title: "an address without a scheme", args: { address: "edge" }, error: [`address is "edge": ${ADDRESS}`] },
    {
        title: "an address that is an option of ssh",
        args: { address: "ssh://-oProxyCommand=x" },
        error: [`address is "ssh://-oProxyCommand=x": ${ADDRESS}`],
    },
    { title: "a number as address", args: { address: 2375 }, error: [`address is 2375: ${ADDRESS}`] },
    {
        title: "an address and a context",
        args: { address: "ssh://edge", context: "edge" },
        error: ['context is "edge": address says already where the daemon is: give one of the two'],
    },
    {
        title: "a context with a command",
        args: { context: COMMANDS.sequence },
        error: [`context is "x; touch canary": ${CONTEXT}`],
    },
    { title: "an empty context", args: { context: "" }, error: [`context is "": ${CONTEXT}`] },
    {
        title: "a context that there is not",
        args: { context: "no-such-context-of-docker" },
        error: [
            'context is "no-such-context-of-docker": this machine has no Docker context of that name, or it names no host: see ' +
                "`docker context ls`",
        ],
    },
    {
        title: "a context that is known later",
        args: { context: pulumi.output("edge") },
        error: ['context is "<output>": give a plain value: an output is known only later'],
    },
    {
        title: "a relative folder of certificates",
        args: { address: "tcp://edge:2376", certPath: "certificates" },
        error: [
            'certPath is "certificates": give an absolute path on the machine that runs Pulumi, one that begins with /',
        ],
    },
    {
        title: "certificates for ssh",
        args: { address: "ssh://edge", certPath: "/etc/docker" },
        error: [
            'certPath is "/etc/docker": certificates are for TLS: give an address that begins with tcp://, or leave this out',
        ],
    },
    {
        title: "certificates for a context",
        args: { context: "edge", certPath: "/etc/docker" },
        error: [
            'certPath is "/etc/docker": the context has certificates of its own: give an address, or leave this out',
        ],
    },
    {
        title: "a time that is no number",
        args: { address: "ssh://edge", waitSeconds: "60" },
        error: ['waitSeconds is "60": give a number of seconds from 0 to 2147483647'],
    },
    {
        title: "a time before now",
        args: { address: "ssh://edge", waitSeconds: -1 },
        error: ["waitSeconds is -1: give a number of seconds from 0 to 2147483647"],
    },
    {
        title: "an empty daemon",
        args: { address: "ssh://edge", daemonId: "" },
        error: ['daemonId is "": give a text that is not empty'],
    },
    {
        title: "a daemon of two lines",
        args: { address: "ssh://edge", daemonId: "a\nb" },
        error: ['daemonId is "a\\nb": give a text of one line'],
    },
    {
        title: "a key, without showing it",
        args: { address: "tcp://edge:2376", keyMaterial: "secret" },
        error: [
            'keyMaterial is "<not shown>": there is no such property, only address, certPath, context, daemonId, waitSeconds',
        ],
    },
    {
        title: "the host as Compose has it",
        name: "a/b",
        args: { address: "ssh://edge" },
        error: [
            'the component\'s name is "a/b": a component name that Docker names are made of is 1 to 242 letters, digits, "_", "." or ' +
                '"-", and begins with a letter or digit',
        ],
    },
];

const endpoint = { name: "edge", address: "ssh://edge", daemonId: "edge ABCD /var/lib/docker" };

/** Of every component that takes a host, besides what it needs. */
export const wrongHosts: WrongProgram[] = [
    { title: "an address as host", args: { host: "ssh://edge" }, error: ['host is "ssh://edge": give an object'] },
    {
        title: "a host and a dockerHost",
        args: { host: endpoint, dockerHost: "ssh://edge" },
        error: ['dockerHost is "ssh://edge": host says already where the daemon is: give one of the two'],
    },
    {
        title: "a host without anything",
        args: { host: {} },
        error: [
            "host.name is missing: give a text that is not empty",
            `host.address is missing: ${ADDRESS}`,
            "host.daemonId is missing: give a text that is not empty",
        ],
    },
    {
        title: "a host with a wrong address",
        args: { host: { ...endpoint, address: "edge" } },
        error: [`host.address is "edge": ${ADDRESS}`],
    },
    {
        title: "a host with a relative folder of certificates",
        args: { host: { ...endpoint, certPath: "x" } },
        error: ['host.certPath is "x": give an absolute path on the machine that runs Pulumi, one that begins with /'],
    },
    {
        title: "a host with a name of two lines",
        args: { host: { ...endpoint, name: "a\nb" } },
        error: ['host.name is "a\\nb": give a text of one line'],
    },
    {
        title: "a host with a key in it",
        args: { host: { ...endpoint, key: "secret" } },
        error: ['host.key is "<not shown>": there is no such property, only address, certPath, daemonId, name'],
    },
];
