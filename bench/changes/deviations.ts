import { isDeepStrictEqual } from "node:util";
import type { Observation, ObservedContainer, ObservedMount, ObservedVolume } from "./observation";
import { fixedName, SCOPE_LABEL } from "./resolve";
import type { Container, Mount, Storage, Volume } from "./storage";

/** In what the daemon differs from what a resolved description declares; nothing where the change was applied. */
export function deviations(declared: Storage, observed: Observation): string[] {
    const roles = Object.entries(declared.containers).map(([key, { role }]) => role ?? key);
    return [
        ...observed.containers
            .filter(({ role }) => !roles.includes(role))
            .map(({ role }) => `container ${role} is still there`),
        ...Object.entries(declared.containers).flatMap(([key, container]) =>
            containerDeviations(container.role ?? key, container, declared, observed),
        ),
        ...Object.entries(declared.volumes).flatMap(([key, volume]) => {
            const role = volume.role ?? key;
            const fits = observed.volumes.filter((one) => one.role === role).map((one) => misfits(volume, one));
            return fits.some((list) => list.length === 0) ? [] : [`no volume ${role} is as declared`];
        }),
    ];
}

function containerDeviations(role: string, container: Container, declared: Storage, observed: Observation): string[] {
    const found = observed.containers.filter((one) => one.role === role);
    if (found.length !== 1) return [`${found.length} containers ${role}`];
    const [real] = found;
    return [
        ...(real.isRunning ? [] : [`container ${role} does not run`]),
        ...(container.fixedName === undefined || container.fixedName === real.name ? [] : [`name ${real.name}`]),
        ...(container.image === real.image ? [] : [`image ${real.image}`]),
        ...Object.entries(container.env ?? {})
            .map(([variable, value]) => `${variable}=${value}`)
            .filter((setting) => !real.env.includes(setting))
            .map((setting) => `environment lacks ${setting}`),
        ...mountsDeviations(role, container.mounts, real, declared, observed),
    ];
}

function mountsDeviations(
    role: string,
    mounts: Mount[],
    real: ObservedContainer,
    declared: Storage,
    observed: Observation,
): string[] {
    const targets = mounts.map(({ target }) => target);
    return [
        ...real.mounts
            .filter(({ target }) => !targets.includes(target))
            .map(({ target }) => `${role} mounts ${target}`),
        ...mounts.flatMap((mount) => {
            const found = real.mounts.find(({ target }) => target === mount.target);
            if (found === undefined) return [`${role} does not mount ${mount.target}`];
            return mountDeviations(mount, found, declared, observed).map((text) => `${mount.target}: ${text}`);
        }),
    ];
}

function mountDeviations(mount: Mount, real: ObservedMount, declared: Storage, observed: Observation): string[] {
    const wrong = [
        ...(real.type === mount.type ? [] : [`is of type ${real.type}`]),
        ...(real.readOnly === (mount.readOnly ?? false) ? [] : [real.readOnly ? "is read-only" : "can be written"]),
        ...(real.tmpfsSizeBytes === mount.tmpfsSizeBytes ? [] : [`has ${real.tmpfsSizeBytes ?? "no"} bytes`]),
    ];
    if (mount.type === "bind" && real.source !== mount.source) return [...wrong, "shows another folder"];
    if (mount.type !== "volume" || mount.source === undefined) return wrong;
    const volume = observed.volumes.find(({ name }) => name === real.source);
    const role = declared.volumes[mount.source].role ?? mount.source;
    if (volume?.role !== role) return [...wrong, "shows another volume"];
    return [...wrong, ...misfits(declared.volumes[mount.source], volume)];
}

/** Labels that tools add for themselves. */
const TOOLS_OWN = /^(com\.docker\.|io\.docker-storage\.)/;

function misfits(volume: Volume, real: ObservedVolume): string[] {
    const labels = Object.fromEntries(Object.entries(real.labels).filter(([label]) => !TOOLS_OWN.test(label)));
    const isFixed = real.name.startsWith(fixedName("", { scope: real.labels[SCOPE_LABEL] }));
    return [
        ...(real.driver === (volume.driver ?? "local") ? [] : [`volume has driver ${real.driver}`]),
        ...(isDeepStrictEqual(real.driverOpts, { ...volume.driverOpts }) ? [] : ["volume has other driver options"]),
        ...(isDeepStrictEqual(labels, { ...volume.labels }) ? [] : ["volume has other labels"]),
        ...((volume.fixedName === undefined ? !isFixed : volume.fixedName === real.name)
            ? []
            : ["volume has another name"]),
    ];
}
