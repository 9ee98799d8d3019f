import type { Change, Container, Mount, Storage, Volume } from "../storage";

export const onData: Mount = { type: "volume", source: "data", target: "/data" };
export const app: Container = { mounts: [onData] };

/** One container on one volume: what most changes begin with. */
export function oneVolume(volume: Volume = {}, container: Container = app): Storage {
    return { volumes: { data: volume }, containers: { app: container } };
}

/** A change of nothing but that volume. */
export function volumeChange(name: string, title: string, before: Volume, after: Volume): Change {
    return { name, title, before: oneVolume(before), after: oneVolume(after) };
}

/** A change of nothing but that container. */
export function containerChange(name: string, title: string, before: Container, after: Container): Change {
    return { name, title, before: oneVolume({}, before), after: oneVolume({}, after) };
}

export function onFolder(folder: string, options = "bind", type = "none"): Volume {
    return { driverOpts: { type, o: options, device: `folder:${folder}` } };
}
