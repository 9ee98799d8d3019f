import type Docker from "dockerode";
import type { ContainerTaskSpec } from "dockerode";

/** What a registry tells of an image. */
interface Distribution {
    Descriptor?: { digest?: string };
    Platforms?: { architecture?: string; os?: string }[];
}

/** With a tag, as Docker's own client names an image; a digest needs none. */
function tagged(image: string): string {
    const name = image.replace(/^(index\.)?docker\.io\/(library\/)?/, "");
    return /@|:[^/]*$/.test(name) ? name : `${name}:latest`;
}

function withImage(task: ContainerTaskSpec, image: string): ContainerTaskSpec {
    return { ...task, ContainerSpec: { ...task.ContainerSpec, Image: image } };
}

export function withTag(task: ContainerTaskSpec): ContainerTaskSpec {
    return withImage(task, tagged(task.ContainerSpec?.Image ?? ""));
}

/**
 * With the digest and the platforms that the registry has of the image, so that all nodes run the same; as it is when no registry
 * answers. Source: resolveContainerSpecImage in client/service_create.go, moby.
 */
export async function withDigest(docker: Docker, task: ContainerTaskSpec): Promise<ContainerTaskSpec> {
    const image = task.ContainerSpec?.Image ?? "";
    let known: Distribution;
    try {
        known = await docker.getImage(image).distribution({ authconfig: {} });
    } catch {
        return task;
    }
    const digest = known.Descriptor?.digest;
    const pinned = digest === undefined || image.includes("@") ? task : withImage(task, `${image}@${digest}`);
    const platforms = (known.Platforms ?? []).map(({ architecture = "", os = "" }) => ({
        Architecture: architecture,
        OS: os,
    }));
    return platforms.length === 0 ? pinned : { ...pinned, Placement: { ...pinned.Placement, Platforms: platforms } };
}
