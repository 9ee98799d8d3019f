import { DEFAULT_TOOLBOX_IMAGE } from "../../model/toolbox";
import { DockerHost } from "./effects";
import { Preview, PreviewedState, knownText } from "./preview";

/** The environment of a script of this package, from its inputs. */
export function environmentOf(state: PreviewedState | undefined): Record<string, unknown> {
    return (state?.inputs?.environment ?? {}) as Record<string, unknown>;
}

/** Where a script of this package works. */
export function hostOfScript(state: PreviewedState | undefined): DockerHost {
    const { DOCKER_HOST: address, TOOLBOX: image } = environmentOf(state);
    return {
        address: address === undefined ? "" : knownText(address),
        toolboxImage: knownText(image) ?? DEFAULT_TOOLBOX_IMAGE,
    };
}

/** Where a docker resource is: on the host of its provider, or else of the stack's config. */
export function hostOfResource(preview: Preview, state: PreviewedState): DockerHost {
    const { config, steps } = preview;
    const reference = state.provider ?? "";
    const provider = steps.find(({ urn }) => urn === reference.slice(0, reference.lastIndexOf("::")));
    const given = provider ? (provider.old ?? provider.new)?.inputs?.host : config["docker:host"];
    const image = knownText(config["docker-storage:toolboxImage"]) ?? DEFAULT_TOOLBOX_IMAGE;
    return { address: given === undefined ? "" : knownText(given), toolboxImage: image };
}
