import { isJsonObject, JsonObject, textOf } from "./json";
import { DockerView, Observation } from "./observation";

function namesOf(resource: JsonObject): string[] {
    const places = [resource, resource.inputs, resource.outputs].filter(isJsonObject);
    return places.flatMap(({ id, name }) => [id, name]).filter((one) => typeof one === "string");
}

function namesIn({ step, events = [], state }: Observation): string[] {
    const fromEvents = events.flatMap((event) => [
        ...(event.new ? namesOf(event.new) : []),
        event.oldId,
        event.oldName,
    ]);
    const fromState = state?.resources.flatMap(namesOf) ?? [];
    const fromShell = step.startsWith("sh ") ? (step.match(/\bconformance-[\w-]+/g) ?? []) : [];
    return [...fromEvents, ...fromState, ...fromShell].filter((one) => one !== undefined);
}

function isOwn(names: Set<string>, { Id, Name }: JsonObject): boolean {
    return names.has(textOf(Name)) || (Id !== undefined && names.has(textOf(Id)));
}

/** Volumes that Docker made for a container: they have no name but a hash. */
function anonymousVolumes(container: JsonObject): string[] {
    const mounts = Array.isArray(container.Mounts) ? container.Mounts.filter(isJsonObject) : [];
    return mounts.map(({ Name }) => textOf(Name)).filter((name) => /^[0-9a-f]{64}$/.test(name));
}

/** Names and ids of all that a case ever had on the daemon: what its stack named, and what was made along with that. */
export function ownNames(observations: Observation[]): Set<string> {
    const names = new Set(observations.flatMap(namesIn));
    const containers = observations.flatMap(({ docker }) => docker.containers);
    return new Set([...names, ...containers.filter((one) => isOwn(names, one)).flatMap(anonymousVolumes)]);
}

/** The part of Docker's view that is the case's own; others may use the daemon at the same time. */
export function ownPart(view: DockerView, names: Set<string>): DockerView {
    return {
        volumes: view.volumes.filter((one) => isOwn(names, one)),
        containers: view.containers.filter((one) => isOwn(names, one)),
    };
}
