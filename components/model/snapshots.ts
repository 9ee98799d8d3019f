import { MAX_NAME_LENGTH, volumeName } from "./docker-names";
import { mountField } from "./mounts";
import { hostFolder } from "./paths";
import { Arguments, Rule, anyText, text } from "./validation";

/** The backends of restic that need no other program and no folder. */
const REMOTE_BACKENDS = ["azure:", "b2:", "gs:", "rest:", "s3:", "swift:"];

/** An ISO 8601 time that names its zone: without one, every machine would read another. */
const ISO_TIME = /^(?!0000)\d{4}-\d\d-\d\dT(?!24)\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)$/;

/** Where the toolbox has the place of the snapshots. */
export const SNAPSHOTS_TARGET = "/snapshots";

/** Whether a restic repository lies in a folder of the Docker host. */
export function isHostFolder(repository: string): boolean {
    return repository.startsWith("/");
}

export const resticRepository: Rule = (value) => {
    if (typeof value === "string" && isHostFolder(value)) {
        return hostFolder()(value);
    }
    return typeof value === "string" && REMOTE_BACKENDS.some((backend) => value.startsWith(backend))
        ? anyText(value)
        : `give an absolute path on the Docker host, or a repository that begins with ${REMOTE_BACKENDS.join(", ")}`;
};

/** Where snapshots are kept: in one place. */
export function checkSnapshotPlace(args: Arguments, name: string): void {
    const place = args.object(name);
    if (place === undefined) {
        return;
    }
    const kinds = ["volume", "folder", "restic"];
    const given = kinds.filter((kind) => place.isGiven(kind));
    if (given.length !== 1) {
        args.add(name, `give one of ${kinds.join(", ")}`, given.length === 0 ? {} : given.join(" and "));
    }
    place.refuseOthers();
    place.check("volume", volumeName);
    place.check("folder", hostFolder());
    const restic = place.object("restic");
    restic?.require("repository", resticRepository);
    checkSecret(restic, "password", text);
    const environment = restic?.object("environment");
    for (const key of environment?.keys() ?? []) {
        if (!/^[A-Za-z_]\w*$/.test(key)) {
            restic?.add("environment", "give variables of the repository's backend, AWS_ACCESS_KEY_ID, say", key);
        } else if (key === "RESTIC_PASSWORD" || key === "RESTIC_REPOSITORY") {
            restic?.add("environment", "give it as password or repository", key);
        } else {
            checkSecret(environment, key, anyText);
        }
    }
    restic?.refuseOthers();
}

/** Never shows what was given. */
function checkSecret(args: Arguments | undefined, name: string, rule: Rule): void {
    const remedy = args === undefined || args.isLater(name) ? undefined : rule(args.get(name));
    if (remedy !== undefined) {
        args?.add(name, remedy, args.isGiven(name) ? "<secret>" : undefined);
    }
}

export const isoTime: Rule = (value) =>
    typeof value === "string" && ISO_TIME.test(value) && !Number.isNaN(Date.parse(value)) && isDay(value.slice(0, 10))
        ? undefined
        : 'give a time with its zone, as in "2026-01-31T23:59:00Z"';

/** Of the 31st of February, `Date` makes one in March. */
function isDay(day: string): boolean {
    return new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);
}

/** A folder is named after it, in which most characters take three bytes and more. */
export const snapshotsFolderPart: Rule = (value) =>
    anyText(value) ??
    (folderName(value as string).length > MAX_NAME_LENGTH
        ? `the folder of its snapshots would have a name of more than ${MAX_NAME_LENGTH} bytes: give a shorter one`
        : undefined);

/** A folder of snapshots: a component, alone or with its stack, or with its project and stack. */
export const snapshotsOf: Rule = (value) => {
    const parts = typeof value === "string" ? value.split("/") : [];
    return parts.length === 0 || parts.length > 3 || parts.some((part) => ["", ".", ".."].includes(part))
        ? 'give a component\'s name, "stack/name" or "project/stack/name"'
        : parts.map(snapshotsFolderPart).find((remedy) => remedy !== undefined);
};

export function checkRestoreFrom(args: Arguments): void {
    const request = args.object("restoreFrom");
    if (request === undefined) {
        return;
    }
    request.check("snapshot", (value) =>
        typeof value === "string" && /^[A-Za-z0-9_-]+$/.test(value)
            ? undefined
            : 'give a snapshot\'s name, or "latest"',
    );
    request.check("at", isoTime);
    if (request.isGiven("at") && request.isGiven("snapshot")) {
        request.add("at", "snapshot says already which one: give one of the two");
    }
    request.check("component", snapshotsOf);
    checkSnapshotPlace(request, "snapshots");
    request.requirePlain("snapshots");
    request.refuseOthers();
}

/** The folder of a component's snapshots, given as much of project/stack/name as differs from this component's. */
export function snapshotsFolder(own: { project: string; stack: string; name: string }, given?: string): string {
    const parts = given?.split("/") ?? [own.name];
    return [own.project, own.stack]
        .slice(0, 3 - parts.length)
        .concat(parts)
        .map(folderName)
        .join("/");
}

/** A component's name can hold anything. */
function folderName(part: string): string {
    return encodeURIComponent(part).replace(/^\.+$/, (dots) => "%2E".repeat(dots.length));
}

/** A place of snapshots, for `docker run --mount`. A volume is made if there is none, and says what it is for. */
export function snapshotsMount(place: { volume: string } | { folder: string }): string {
    return "volume" in place
        ? `type=volume,source=${place.volume},target=${SNAPSHOTS_TARGET},volume-nocopy,volume-label=io.docker-storage.managed=snapshots`
        : `type=bind,${mountField(`source=${place.folder}`)},target=${SNAPSHOTS_TARGET}`;
}

/** What `snapshotsMount` is of, in words. */
export function mountedSnapshots(mount: string): string | undefined {
    const volume = /^type=volume,source=([^,]*)/.exec(mount)?.[1];
    if (volume !== undefined) return `volume ${volume}`;
    const folder = /^type=bind,source=([^,]*)/.exec(mount)?.[1];
    const quoted = /^type=bind,"source=((?:[^"]|"")*)"/.exec(mount)?.[1].replaceAll('""', '"');
    return (folder ?? quoted) && `folder ${folder ?? quoted}`;
}

/** What a snapshot was restored from, and when. */
export interface Restoration {
    /** The snapshot's name. */
    snapshot: string;
    /** When it was taken, in ISO 8601. */
    takenAt: string;
    /** The Docker volume that it was taken of. */
    volume: string;
    /** Content of all regular files; a file with several names counts once. */
    dataBytes: number;
    fileCount: number;
    /** `sha256:` and a digest of every entry, as in a `Migration`. */
    checksum: string;
    /** ISO 8601. */
    restoredAt: string;
}

/** Reads what the restore printed: a request, a volume, a statement, a line each. */
export function restorationFrom(printed: string): Restoration {
    return JSON.parse(printed.slice(printed.lastIndexOf("\n") + 1)) as Restoration;
}
