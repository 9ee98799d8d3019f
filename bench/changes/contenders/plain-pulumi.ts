import type { Contender } from "../contender";
import { engines, pulumiContender } from "./pulumi-session";

type Engine = keyof typeof engines;

/** The docker provider has two ways to mount a volume. The container is replaced when `volumes` change, not when `mounts` do. */
function plain(mountAs: "mounts" | "volumes", engine: Engine, name: string, title: string): Contender {
    return pulumiContender(
        { name, title, program: "plain.js", environment: { BENCH_MOUNT_AS: mountAs } },
        engines[engine],
    );
}

export const plainMounts = plain("mounts", "pulumi", "plain-mounts", "@pulumi/docker (`mounts`)");
export const plainVolumes = plain("volumes", "pulumi", "plain-volumes", "@pulumi/docker (`volumes`)");
export const plainEmbedded = plain(
    "mounts",
    "embedded",
    "plain-embedded",
    "@pulumi/docker (`mounts`), embedded engine",
);
