import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import { DEFAULT_TOOLBOX_IMAGE } from "../model/toolbox";
import { mapInput } from "./map-input";

/** The label that everything this package makes on a Docker host carries; its value says what for. */
export const MANAGED_LABEL = "io.docker-storage.managed";

/** Where a component's resources live, and the image that touches bytes there. */
export interface DockerHostArgs {
    dockerHost?: pulumi.Input<string>;
    toolboxImage?: pulumi.Input<string>;
}

/** What every script needs: which daemon to ask, which image to run. Without a host, the environment's own applies. */
export function scriptEnvironment(args: DockerHostArgs): Record<string, pulumi.Input<string>> {
    const host = args.dockerHost ?? new pulumi.Config("docker").get("host");
    const image = args.toolboxImage ?? new pulumi.Config("docker-storage").get("toolboxImage") ?? DEFAULT_TOOLBOX_IMAGE;
    return { TOOLBOX: image, ...(host === undefined ? {} : { DOCKER_HOST: host }) };
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
            .sort((one, other) => (one.label < other.label ? -1 : 1)),
    );
}
