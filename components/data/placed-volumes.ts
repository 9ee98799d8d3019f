import * as pulumi from "@pulumi/pulumi";
import { DockerPlace, isSamePlace } from "../model/docker-endpoints";
import { mapInput } from "./map-input";
import { perRun } from "./per-run";
import { WrongArguments } from "./wrong-arguments";

interface PlacedVolume {
    component: string;
    place: pulumi.Input<DockerPlace>;
}

/** What one run of a program declares, by the outputs that name volumes, and by the names once they are known. */
const placed = perRun(() => new Map<unknown, PlacedVolume[]>());

/** Notes on which Docker host a volume is. */
export function placeVolume(
    component: string,
    volumeName: pulumi.Output<string>,
    place: pulumi.Input<DockerPlace>,
): void {
    const volumes = placed();
    const add = (key: unknown): unknown => volumes.set(key, [...(volumes.get(key) ?? []), { component, place }]);
    add(volumeName);
    volumeName.apply(add);
}

/**
 * The name of a volume, which fails if the program declares that on another host: Docker would make an empty one of this name here.
 *
 * @param user the component that uses it, as errors call it
 * @param given the very name that the program gave: another component's output, or a text
 * @param name the same, checked
 */
export function volumeHere(
    user: string,
    path: string,
    given: unknown,
    name: pulumi.Input<string>,
    place: pulumi.Input<DockerPlace>,
): pulumi.Input<string> {
    const volumes = placed();
    if (volumes.size === 0) return name;
    const declared = volumes.get(given);
    if (declared !== undefined) {
        const checked = mapInput({ here: place, all: declared.map((one) => one.place) }, ({ here, all }) =>
            refuseOtherHost(user, path, declared[0].component, here, all),
        );
        return checked === undefined ? name : pulumi.all([name, checked]).apply(([known]) => known);
    }
    return pulumi.all([name, place]).apply(([known, here]) => {
        const named = volumes.get(known) ?? [];
        return pulumi.all(named.map((one) => one.place)).apply((all) => {
            if (named.length > 0) refuseOtherHost(user, path, named[0].component, here, all);
            return known;
        });
    });
}

function refuseOtherHost(user: string, path: string, volume: string, here: DockerPlace, all: DockerPlace[]): void {
    if (all.some((one) => isSamePlace(one, here))) return;
    const reason =
        `${path} is the volume of ${volume}, which is on ${described(all[0])}, and this is on ${described(here)}: give both the ` +
        "same host";
    throw new WrongArguments(user, [{ propertyPath: path, reason }]);
}

function described({ address, daemonId }: DockerPlace): string {
    const daemon = daemonId === undefined ? "" : ` (${daemonId})`;
    return address === "" ? "the Docker host that the environment names" : `Docker host ${address}${daemon}`;
}
