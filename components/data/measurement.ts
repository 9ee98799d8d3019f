import { local } from "@pulumi/command";
import * as pulumi from "@pulumi/pulumi";
import { Usage } from "../model/capacity";
import { script } from "./scripts";

type Environment = Record<string, pulumi.Input<string>>;

/**
 * Runs a script that only looks. Its result is kept in no resource, so that a new figure is not a change. The scripts
 * succeed even if they find nothing out.
 */
function look(name: string, environment: Environment, parent: pulumi.Resource): pulumi.Output<string> {
    const args = { command: script("volumes", name), environment, logging: local.Logging.None };
    return local.runOutput(args, { parent }).stdout;
}

/** What the content of a volume or a host folder takes: undefined when that fails, unknown in a preview. */
export function measuredUsage(
    environment: Environment,
    type: "volume" | "bind",
    source: pulumi.Input<string>,
    parent: pulumi.Resource,
): pulumi.Output<Usage | undefined> {
    if (pulumi.runtime.isDryRun()) {
        return pulumi.output<Usage>(pulumi.unknown as unknown as Usage);
    }
    return look("measure", { ...environment, TYPE: type, SOURCE: source }, parent).apply((text) => {
        const [dataBytes, metadataBytes, overheadBytes] = text.split(" ").map(Number);
        return text === "" || [dataBytes, metadataBytes, overheadBytes].some((figure) => !Number.isFinite(figure))
            ? undefined
            : { dataBytes, metadataBytes, overheadBytes };
    });
}

/** What `docker inspect` lists as the mounts of a container, as JSON; empty when it could not be asked. */
export function inspectedMounts(
    environment: Environment,
    container: pulumi.Input<string>,
    parent: pulumi.Resource,
): pulumi.Output<string> {
    return look("inspect-mounts", { ...environment, CONTAINER: container }, parent);
}
