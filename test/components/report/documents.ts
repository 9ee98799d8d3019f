import { Properties, StoredResource } from "../../../components/report/model/stored-state";

type Resource = Partial<StoredResource> & Pick<StoredResource, "urn" | "type">;

/** A resource as engines keep it; its URN has the type of its parent, as real ones do. */
export function resource(type: string, name: string, more: Partial<Resource> = {}): Resource {
    const parentType = more.parent === undefined ? "" : `${more.parent.split("::")[2]}$`;
    return { urn: `urn:pulumi:test::shop::${parentType}${type}::${name}`, type, ...more };
}

/** A component of this package with resources of its own. */
export function component(
    type: string,
    name: string,
    outputs: Properties,
    children: Array<[string, string, Partial<Resource>?]> = [],
): Resource[] {
    const own = resource(`docker-storage:index:${type}`, name, { outputs });
    return [own, ...children.map(([kind, child, more]) => resource(kind, child, { ...more, parent: own.urn }))];
}

export const VOLUME = "docker:index/volume:Volume";
export const CONTAINER = "docker:index/container:Container";
export const COMMAND = "command:local:Command";

/** As engines keep a secret in a state. */
export function secret(ciphertext: string): Properties {
    return { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ciphertext };
}

/** A SharedContainer that mounts these: source, target, whether it writes. */
export function container(name: string, mounts: Array<[string, string, boolean]>, provider?: string): Resource[] {
    const inspected = mounts.map(([source, destination, rw]) => {
        const isFolder = source.startsWith("/");
        const type = isFolder ? "bind" : "volume";
        return { type, name: isFolder ? "" : source, source: isFolder ? source : `/data/${source}`, destination, rw };
    });
    const dockerName = `${name}-1a2b3c4`;
    return component("SharedContainer", name, { containerName: dockerName, mounts: inspected }, [
        [CONTAINER, name, { id: `id-${name}`, provider, outputs: { name: dockerName, mounts: [], volumes: [] } }],
    ]);
}

/** What `stack export` prints of these resources. */
export function exported(resources: Resource[]): string {
    return JSON.stringify({ version: 3, deployment: { manifest: { time: "2026-11-23T10:00:00Z" }, resources } });
}

/** What the file backend keeps of a state. */
export function checkpoint(resources: Resource[]): string {
    return JSON.stringify({ version: 3, checkpoint: { stack: "organization/shop/test", latest: { resources } } });
}

const FAR_PROVIDER = resource("pulumi:providers:docker", "far", { id: "f", inputs: { host: "ssh://far.example" } });
/** The reference of a provider for another Docker host. */
export const far = `${FAR_PROVIDER.urn}::f`;

/** A stack with one of everything that a report can show. */
export function shop(usedBytes = 40 * 2 ** 20): Resource[] {
    const gibi = 2 ** 30;
    const speed = (bytesPerSecond: number): Properties => ({
        blockSizeBytes: 4096,
        bytesPerSecond,
        iops: bytesPerSecond / 4096,
        latencySeconds: { mean: 0.00012, p99: 0.002 },
    });
    return [
        FAR_PROVIDER,
        ...component(
            "NamedVolume",
            "site",
            {
                volumeName: "site-8a41ae9",
                capacityBytes: gibi,
                usedBytes,
                throughputBytesPerSecond: 400 * 2 ** 20,
                figureSources: {
                    capacityBytes: "declared",
                    usedBytes: "measured",
                    throughputBytesPerSecond: "declared",
                },
                fileSystem: { type: "ext4", capacityBytes: 50 * gibi, usedBytes: 20 * gibi, freeBytes: 28 * gibi },
                performance: {
                    measuredAt: "2026-11-23T09:59:30Z",
                    sequentialRead: speed(900e6),
                    randomWrite: speed(30e6),
                    queueDepth: 1,
                },
            },
            [[VOLUME, "site"]],
        ),
        ...component(
            "NamedVolume",
            "too-small-for-all-that-was-ever-put-into-it",
            {
                volumeName: "too-small-for-all-that-was-ever-put-into-it-91f0a3c",
                capacityBytes: 1e6,
                usedBytes: 3e6,
                figureSources: { capacityBytes: "enforced" },
            },
            [[VOLUME, "too-small-for-all-that-was-ever-put-into-it", { provider: far }]],
        ),
        ...component(
            "NfsVolume",
            "media",
            { volumeName: "media-77d20e1", source: "nas.example:/export/media", mountOptions: "addr=nas.example,ro" },
            [[VOLUME, "media", { provider: far }]],
        ),
        ...component("BindMount", "folder", { source: "/srv/shared", usedBytes: 8192 }, [
            [COMMAND, "folder-folder", { inputs: { environment: { FOLDER: "/srv/shared" } } }],
        ]),
        ...component("VolumeBackup", "site-backup", { snapshot: "20261123T021114Z-3z7lg06v", dataBytes: 9e6 }, [
            [COMMAND, "site-backup-backup", { inputs: { environment: { NAME: "site-8a41ae9" } } }],
        ]),
        resource(VOLUME, "plain", { id: "plain-641badf", outputs: { name: "plain-641badf" } }),
        ...container("writer", [["site-8a41ae9", "/site", true]]),
        ...container("web", [
            ["site-8a41ae9", "/srv/www", false],
            ["/srv/shared", "/folder", true],
        ]),
        ...container("player", [["media-77d20e1", "/media", true]], far),
        ...container("filler", [["too-small-for-all-that-was-ever-put-into-it-91f0a3c", "/data", true]], far),
    ];
}
