import { DEFAULT_TOOLBOX_IMAGE } from "../../model/toolbox";
import { DockerHost } from "./effects";
import { Preview, PreviewedState, knownText } from "./preview";

/** The environment of a script of this package, from its inputs. */
export function environmentOf(state: PreviewedState | undefined): Record<string, unknown> {
    return (state?.inputs?.environment ?? {}) as Record<string, unknown>;
}

/** Where a script of this package works. */
export function hostOfScript(state: PreviewedState | undefined): DockerHost {
    const { DOCKER_HOST: address, DOCKER_CERT_PATH: certificates, TOOLBOX: image } = environmentOf(state);
    const certPath = knownText(certificates);
    return {
        address: address === undefined ? "" : knownText(address),
        ...(certPath && { certPath }),
        toolboxImage: knownText(image) ?? DEFAULT_TOOLBOX_IMAGE,
    };
}

/** Where a docker resource is: on the host of its provider, or else of the stack's config. */
export function hostOfResource(preview: Preview, state: PreviewedState): DockerHost {
    const { config, steps } = preview;
    const reference = state.provider ?? "";
    const provider = steps.find(({ urn }) => urn === reference.slice(0, reference.lastIndexOf("::")));
    const inputs = (provider?.old ?? provider?.new)?.inputs;
    const given = provider ? inputs?.host : config["docker:host"];
    const certPath = knownText(inputs?.certPath);
    const image = knownText(config["docker-storage:toolboxImage"]) ?? DEFAULT_TOOLBOX_IMAGE;
    return { address: given === undefined ? "" : knownText(given), ...(certPath && { certPath }), toolboxImage: image };
}
