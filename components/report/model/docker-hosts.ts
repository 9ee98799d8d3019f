import { objectFrom } from "./figures";
import { Properties, StoredResource, StoredState } from "./stored-state";
import { SECRET } from "./without-secrets";

/** Which daemon: as in DOCKER_HOST, nothing where the environment of the update said so, or SECRET. */
export type HostAddress = string | typeof SECRET | undefined;

/** The host of a resource of the docker provider. */
export function hostOfResource(state: StoredState, resource: StoredResource | undefined): HostAddress {
    const reference = resource?.provider ?? "";
    const provider = state.resources.find(({ urn }) => urn === reference.slice(0, reference.lastIndexOf("::")));
    return addressFrom(provider?.inputs.host);
}

/** The host on which a script of this package works. */
export function hostOfScript(script: StoredResource | undefined): HostAddress {
    return addressFrom(environmentOf(script).DOCKER_HOST);
}

/** What a script of this package is told. */
export function environmentOf(script: StoredResource | undefined): Properties {
    return objectFrom(script?.inputs.environment) ?? {};
}

function addressFrom(value: unknown): HostAddress {
    if (value === SECRET) return SECRET;
    return typeof value === "string" && value !== "" ? value : undefined;
}
