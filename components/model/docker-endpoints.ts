import { componentName, daemonAddress } from "./docker-names";
import { absolutePath } from "./paths";
import { Problem } from "./problems";
import { Arguments, MAX_SECONDS, Rule, seconds, text } from "./validation";

/** Where a Docker daemon is, and which one it is: what components take as `host`. A DockerHost's output `endpoint` is one. */
export interface DockerEndpoint {
    /** What errors call the host. */
    name: string;
    /** As in DOCKER_HOST. */
    address: string;
    /** The folder, on the machine that runs Pulumi, with ca.pem, cert.pem and key.pem: for TLS. */
    certPath?: string;
    /** The daemon's host name, its ID and the folder of its data, as `docker info` tells them, with spaces between. */
    daemonId: string;
}

/** As much of an endpoint as a component may know of its host. */
export interface DockerPlace {
    address: string;
    daemonId?: string;
}

export function isSamePlace(one: DockerPlace, other: DockerPlace): boolean {
    const known = one.daemonId !== undefined && other.daemonId !== undefined;
    return known ? one.daemonId === other.daemonId : one.address === other.address;
}

/** Values that a script is told in a line each. */
const line: Rule = (value) => text(value) ?? ((value as string).includes("\n") ? "give a text of one line" : undefined);

const certFolder: Rule = (value) => absolutePath("on the machine that runs Pulumi", ["\n"])(value);

/** Every wrong argument of a DockerHost. */
export function dockerHostProblems(component: string, values: Record<string, unknown>): Problem[] {
    const args = new Arguments(values);
    new Arguments({ "the component's name": component }, args.problems).check("the component's name", componentName);
    args.check("address", daemonAddress);
    args.check("context", contextName);
    if (!args.isGiven("address") && !args.isGiven("context")) {
        args.require("address", daemonAddress);
    }
    if (args.isGiven("address") && args.isGiven("context")) {
        args.add("context", "address says already where the daemon is: give one of the two");
    }
    args.check("certPath", certFolder);
    const address = args.get("address");
    if (args.isGiven("certPath") && typeof address === "string" && !address.startsWith("tcp://")) {
        args.add("certPath", "certificates are for TLS: give an address that begins with tcp://, or leave this out");
    }
    if (args.isGiven("certPath") && args.isGiven("context")) {
        args.add("certPath", "the context has certificates of its own: give an address, or leave this out");
    }
    args.check("waitSeconds", seconds(0, false, MAX_SECONDS));
    args.check("daemonId", line);
    args.requirePlain("context", "waitSeconds");
    args.refuseOthers();
    return args.problems;
}

const contextName: Rule = (value) =>
    typeof value === "string" && /^[a-zA-Z0-9][a-zA-Z0-9_.+-]*$/.test(value)
        ? undefined
        : "give the name of a Docker context, as `docker context ls` lists it";

/** Of a component that runs somewhere: which Docker host, in one of two ways. */
export function checkDockerHost(args: Arguments): void {
    args.check("dockerHost", daemonAddress);
    const host = args.object("host");
    if (args.isGiven("host") && args.isGiven("dockerHost")) {
        args.add("dockerHost", "host says already where the daemon is: give one of the two");
    }
    if (host === undefined) return;
    host.require("name", line);
    host.require("address", daemonAddress);
    host.check("certPath", certFolder);
    host.require("daemonId", line);
    host.refuseOthers();
}
