import Docker, { ImageInspectInfo } from "dockerode";
import { describe, during, isNotFound } from "./daemon-error";

/** An image that is on the daemon already, by its name or id. */
export async function findLocalImage(docker: Docker, name: string): Promise<ImageInspectInfo | undefined> {
    try {
        return await docker.getImage(name).inspect();
    } catch (error) {
        if (isNotFound(error)) return undefined;
        throw new Error(`unable to inspect image ${name}: ${describe(error)}`, { cause: error });
    }
}

async function pull(docker: Docker, name: string, platform: string | undefined): Promise<void> {
    const what = `unable to pull image ${name}: error pulling image ${name}`;
    const progress = await during(what, docker.pull(name, platform === undefined ? {} : { platform }));
    await new Promise<void>((resolve, reject) => {
        docker.modem.followProgress(progress, (error) => (error ? reject(error) : resolve()));
    }).catch(() => undefined); // what the pull came to shows in whether the image is there
}

/** The image, pulled without credentials when the daemon does not have it. */
export async function findImage(docker: Docker, name: string, platform?: string): Promise<ImageInspectInfo> {
    if (name === "") throw new Error("empty image name is not allowed");
    const local = await findLocalImage(docker, name);
    if (local !== undefined) return local;
    await pull(docker, name, platform);
    const pulled = await findLocalImage(docker, name);
    if (pulled === undefined) throw new Error(`unable to find or pull image ${name}`);
    return pulled;
}

/** The digest under which a registry has the image; empty for one that no registry knows of. */
export function repoDigest(name: string, image: ImageInspectInfo): string {
    const digests = (image.RepoDigests as string[] | null) ?? [];
    if (digests.length <= 1) return digests[0] ?? "";
    const withoutTag = name.split(":", 1)[0];
    return digests.find((one) => one.startsWith(withoutTag)) ?? digests[0];
}
