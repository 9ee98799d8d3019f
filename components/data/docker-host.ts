import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import { daemonAddress, imageName } from "../model/docker-names";
import { reasonOf } from "../model/problems";
import { DEFAULT_TOOLBOX_IMAGE } from "../model/toolbox";
import { Rule } from "../model/validation";
import { byteOrder } from "./byte-order";
import { mapInput } from "./map-input";

/** The label that everything this package makes on a Docker host carries; its value says what for. */
export const MANAGED_LABEL = "io.docker-storage.managed";

/** Where a component's resources live, and the image that touches bytes there. */
export interface DockerHostArgs {
    dockerHost?: pulumi.Input<string>;
    toolboxImage?: pulumi.Input<string>;
}

/**
 * What every script needs: which daemon to ask, which image to run. Without a host, the environment's own applies.
 *
 * @throws pulumi.RunError if the stack's config names a wrong one
 */
export function scriptEnvironment(args: DockerHostArgs): Record<string, pulumi.Input<string>> {
    const host = args.dockerHost ?? configured("docker", "host", daemonAddress);
    const configuredImage = configured("docker-storage", "toolboxImage", imageName);
    const image = args.toolboxImage ?? configuredImage ?? DEFAULT_TOOLBOX_IMAGE;
    return { TOOLBOX: image, ...(host === undefined ? {} : { DOCKER_HOST: host }) };
}

function configured(namespace: string, key: string, rule: Rule): string | undefined {
    const value = new pulumi.Config(namespace).get(key);
    const remedy = value === undefined ? undefined : rule(value);
    if (remedy !== undefined) {
        throw new pulumi.RunError(reasonOf({ propertyPath: `config ${namespace}:${key}`, value, remedy }));
    }
    return value;
}

/** Options for docker resources below a component: on its host, unless the component was given a provider already. */
export function onDockerHost(
    component: pulumi.ComponentResource,
    name: string,
    args: DockerHostArgs,
    options: pulumi.CustomResourceOptions,
): pulumi.CustomResourceOptions {
    if (args.dockerHost === undefined || component.getProvider("docker:index:Provider") !== undefined) {
        return options;
    }
    return {
        ...options,
        provider: new docker.Provider(`${name}-host`, { host: args.dockerHost }, { parent: component }),
    };
}

/** Docker's labels as the provider takes them, in a stable order, with the package's own if there is a kind. */
export function labelsOf(
    kind: string | undefined,
    labels: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined,
): pulumi.Input<Array<{ label: string; value: string }>> {
    return mapInput(labels ?? {}, (given) =>
        Object.entries({ ...given, ...(kind && { [MANAGED_LABEL]: kind }) })
            .map(([label, value]) => ({ label, value }))
            .sort((one, other) => byteOrder(one.label, other.label)),
    );
}
