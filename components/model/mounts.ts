import { volumeName } from "./docker-names";
import { absolutePath } from "./paths";
import { Arguments, oneOf, trueOrFalse, wholeNumber } from "./validation";

/** What is mounted. */
export enum MountType {
    /** A Docker volume; an anonymous one when no source is given. */
    Volume = "volume",
    /** A path of the Docker host. */
    Bind = "bind",
    /** Memory; gone when the container stops. */
    Tmpfs = "tmpfs",
}

/** How mounts made below a bind mount travel between host and container. */
export enum Propagation {
    Private = "private",
    RPrivate = "rprivate",
    Shared = "shared",
    RShared = "rshared",
    Slave = "slave",
    RSlave = "rslave",
}

/** One mount of a container, as `docker inspect` lists it. */
export interface MountPoint {
    /** volume, bind or tmpfs. */
    type: string;
    /** The volume's name; empty for other types. */
    name: string;
    /** The path on the Docker host; empty for tmpfs, and before it is known. */
    source: string;
    /** The path in the container. */
    destination: string;
    /** SELinux and other mode flags, as Docker shows them. */
    mode: string;
    /** Whether the container can write to it. */
    rw: boolean;
}

/** What a mount of each type can have besides target and readOnly. */
const OPTIONS: Record<string, MountType> = {
    noCopy: MountType.Volume,
    propagation: MountType.Bind,
    tmpfsSizeBytes: MountType.Tmpfs,
    tmpfsMode: MountType.Tmpfs,
};

/** @param more checks what else a mount may have */
export function checkMounts(args: Arguments, more: (mount: Arguments) => void = () => undefined): void {
    const mounts = args.objects("mounts");
    const targets = new Set<string>();
    for (const mount of mounts) {
        checkMount(mount);
        more(mount);
        mount.refuseOthers();
        const target = mount.get("target");
        if (typeof target === "string") {
            const folder = target.replace(/\/+/g, "/").replace(/(?<=.)\/$/, "");
            if (targets.has(folder)) {
                mount.add("target", "another mount has this target: give each mount a target of its own");
            }
            targets.add(folder);
        }
    }
}

function checkMount(mount: Arguments): void {
    mount.check("type", oneOf(Object.values(MountType)));
    mount.require("target", absolutePath("in the container", [":"]));
    if (typeof mount.get("target") === "string" && /^\/+$/.test(mount.get("target") as string)) {
        mount.add("target", "the container's root cannot be mounted over: give a folder below it");
    }
    mount.check("readOnly", trueOrFalse);
    mount.check("noCopy", trueOrFalse);
    mount.check("propagation", oneOf(Object.values(Propagation)));
    mount.check("tmpfsSizeBytes", wholeNumber("a whole number of bytes", 1));
    mount.check("tmpfsMode", wholeNumber("a mode, a whole number (0o1777 is 1023)", 0, 0o7777));

    mount.requirePlain("type", "noCopy");
    const type = mount.isLater("type") ? undefined : (mount.get("type") ?? MountType.Volume);
    if (type === MountType.Volume) {
        mount.check("source", (value) =>
            typeof value === "string" && value.startsWith("/")
                ? 'a path of the host needs type "bind"; a volume is named, not pathed'
                : volumeName(value),
        );
        if (mount.get("readOnly") === true && !mount.isGiven("source")) {
            mount.add("readOnly", "nobody could ever write to an anonymous volume: name a source, or allow writing");
        }
        if (mount.get("noCopy") === true && !mount.isGiven("source")) {
            mount.add("noCopy", "an anonymous volume takes the image's content: name a source, or leave it out");
        }
    } else if (type === MountType.Bind) {
        mount.require("source", absolutePath("on the Docker host"));
    } else if (type !== undefined && mount.isGiven("source")) {
        mount.add("source", "a tmpfs has no source: remove it, or choose another type");
    }
    for (const [option, owner] of Object.entries(OPTIONS)) {
        if (mount.isGiven(option) && type !== undefined && type !== owner) {
            mount.add(option, `only mounts of type "${owner}" have it: remove it, or change the type`);
        }
    }
}

/** A mount as the program declares it. */
export interface DeclaredMount {
    type?: MountType;
    source?: string;
    target: string;
    readOnly?: boolean;
}

/** What `docker inspect` will list for a mount, as far as the program alone tells. */
export function declaredMountPoint(mount: DeclaredMount): MountPoint {
    const type = mount.type ?? MountType.Volume;
    return {
        type,
        name: type === MountType.Volume ? (mount.source ?? "") : "",
        source: type === MountType.Bind ? (mount.source ?? "") : "",
        destination: mount.target,
        mode: "",
        rw: mount.readOnly !== true,
    };
}

/** Reads `docker inspect --format '{{json .Mounts}}'`, in the order of the destinations. */
export function inspectedMountPoints(json: string): MountPoint[] {
    const listed = JSON.parse(json) as Array<Record<string, unknown>>;
    const word = (value: unknown): string => (typeof value === "string" ? value : "");
    return listed
        .map((mount) => ({
            type: word(mount.Type),
            name: word(mount.Name),
            source: word(mount.Source),
            destination: word(mount.Destination),
            mode: word(mount.Mode),
            rw: mount.RW === true,
        }))
        .sort((one, other) => (one.destination < other.destination ? -1 : 1));
}

/** A field of `docker run --mount`, which reads its argument as a line of comma-separated values. */
export function mountField(text: string): string {
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
