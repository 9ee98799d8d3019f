import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import { daemonAddress, imageName } from "../model/docker-names";
import { DockerEndpoint, DockerPlace } from "../model/docker-endpoints";
import { absolutePath } from "../model/paths";
import { reasonOf } from "../model/problems";
import { DEFAULT_TOOLBOX_IMAGE } from "../model/toolbox";
import { Rule } from "../model/validation";
import { byteOrder } from "./byte-order";
import { mapInput } from "./map-input";
import { stackName } from "./stack-name";

/** The path of a socket: what `docker run --mount` takes. */
const socketPath = absolutePath("on the Docker host", [",", '"', "\n"]);

/** The label that everything this package makes on a Docker host carries; its value says what for. */
export const MANAGED_LABEL = "io.docker-storage.managed";
/** What a container carries besides: the stack that made it, for scripts that touch no other's. */
const STACK_LABEL = "io.docker-storage.stack";

/** Where a component's resources live, and the image that touches bytes there. */
export interface OnHostArgs {
    host?: pulumi.Input<DockerEndpoint>;
    dockerHost?: pulumi.Input<string>;
    toolboxImage?: pulumi.Input<string>;
}

/**
 * What every script needs: which daemon to ask, which image to run. Without a host, the environment's own applies.
 *
 * @throws pulumi.RunError if the stack's config names a wrong one, or the environment names another one to the provider
 */
export function scriptEnvironment(args: OnHostArgs): Record<string, pulumi.Input<string>> {
    // A wrong one is an error, whether it is used or not.
    const configuredImage = configuredToolbox();
    const image = args.toolboxImage ?? configuredImage;
    const socket = configured("docker-storage", "dockerSocket", socketPath);
    const address = args.host === undefined ? namedAddress(args) : undefined;
    if (args.host !== undefined || address !== undefined) refuseContext("the program");
    else if (process.env.DOCKER_HOST) refuseContext("DOCKER_HOST");
    return {
        TOOLBOX: image,
        ...(socket !== undefined && { DOCKER_SOCKET: socket }),
        ...(args.host !== undefined && endpointVariables(args.host)),
        ...(address !== undefined && { DOCKER_HOST: address }),
    };
}

/** @throws pulumi.RunError if the stack's config names a wrong one */
export function configuredToolbox(): string {
    return configured("docker-storage", "toolboxImage", imageName) ?? DEFAULT_TOOLBOX_IMAGE;
}

function namedAddress(args: OnHostArgs): pulumi.Input<string> | undefined {
    return args.dockerHost ?? configured("docker", "host", daemonAddress);
}

function endpointVariables(host: pulumi.Input<DockerEndpoint>): Record<string, pulumi.Input<string>> {
    return {
        ...connectionVariables({
            name: mapInput(host, ({ name }) => name),
            address: mapInput(host, ({ address }) => address),
            certPath: mapInput(host, ({ certPath }) => certPath),
        }),
        DAEMON_ID: mapInput(host, ({ daemonId }) => daemonId),
    };
}

/** What leads to a daemon. Empty ones keep those of the environment from having their way. */
export function connectionVariables(connection: {
    name: pulumi.Input<string>;
    address: pulumi.Input<string>;
    certPath: pulumi.Input<string | undefined> | undefined;
}): Record<"HOST_NAME" | "DOCKER_HOST" | "DOCKER_CERT_PATH" | "DOCKER_TLS_VERIFY", pulumi.Input<string>> {
    return {
        HOST_NAME: connection.name,
        DOCKER_HOST: connection.address,
        DOCKER_CERT_PATH: mapInput(connection.certPath, (known) => known ?? ""),
        DOCKER_TLS_VERIFY: mapInput(connection.certPath, (known) => (known ? "1" : "")),
    };
}

/**
 * Of the two, the docker provider goes by DOCKER_CONTEXT, and Docker's own command by DOCKER_HOST.
 *
 * @param who names a Docker host
 */
export function refuseContext(who: string): void {
    const context = process.env.DOCKER_CONTEXT;
    if (context) {
        const remedy = `${who} names a Docker host, and the docker provider would go by this instead: unset it`;
        throw new pulumi.RunError(reasonOf({ propertyPath: "DOCKER_CONTEXT", value: context, remedy }));
    }
}

/** What tells the Docker host of a component from others; its address is empty if that is the environment's own. */
export function placeOf(args: OnHostArgs): pulumi.Input<DockerPlace> {
    return args.host ?? mapInput(namedAddress(args) ?? "", (address) => ({ address }));
}

function configured(namespace: string, key: string, rule: Rule): string | undefined {
    const value = new pulumi.Config(namespace).get(key);
    const remedy = value === undefined ? undefined : rule(value);
    if (remedy !== undefined) {
        throw new pulumi.RunError(reasonOf({ propertyPath: `config ${namespace}:${key}`, value, remedy }));
    }
    return value;
}

/** The SDK lets the trigger be anything. */
type OnHostOptions = Omit<pulumi.CustomResourceOptions, "replacementTrigger"> & {
    replacementTrigger?: pulumi.Input<string>;
};

/**
 * Options for docker resources below a component: on its host, or else that of a provider which the component was given.
 *
 * A provider that comes to have another address still has its resources, to an engine: it would look for them there. So they are
 * replaced, and the provider with them: the old ones are deleted where they are.
 *
 * @throws pulumi.RunError if there is such a provider, of which the scripts cannot know which daemon it leads to
 */
export function onDockerHost(
    component: pulumi.ComponentResource,
    name: string,
    args: OnHostArgs,
    options: OnHostOptions,
): OnHostOptions {
    const { host, dockerHost } = args;
    if (host === undefined && dockerHost === undefined) {
        if (component.getProvider("docker:index:Provider") !== undefined)
            throw new pulumi.RunError(unknownToScripts(name));
        return options;
    }
    const replacementTrigger = host === undefined ? dockerHost : mapInput(host, ({ daemonId }) => daemonId);
    const address = host === undefined ? dockerHost : mapInput(host, (endpoint) => endpoint.address);
    const certPath = host && mapInput(host, (endpoint) => endpoint.certPath);
    const provider = new docker.Provider(
        `${name}-host`,
        { host: address, certPath },
        { parent: component, replacementTrigger },
    );
    return { ...options, provider, replacementTrigger };
}

function unknownToScripts(name: string): string {
    return (
        `${name} was given a docker provider, and nothing says to its scripts which daemon that leads to: give the component ` +
        "a host or dockerHost in place of the provider"
    );
}

/** What is a container, which may have a volume that is to be replaced. */
const RUNNING = new Set(["container", "task", "backup"]);

/** Docker's labels as the provider takes them, in a stable order, with the package's own if there is a kind. */
export function labelsOf(
    kind: string | undefined,
    labels: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined,
): pulumi.Input<Array<{ label: string; value: string }>> {
    return mapInput(labels ?? {}, (given) =>
        Object.entries({ ...given, ...(kind && ownLabels(kind)) })
            .map(([label, value]) => ({ label, value }))
            .sort((one, other) => byteOrder(one.label, other.label)),
    );
}

function ownLabels(kind: string): Record<string, string> {
    const label = { [MANAGED_LABEL]: kind };
    return RUNNING.has(kind) ? { ...label, [STACK_LABEL]: stackName() } : label;
}
