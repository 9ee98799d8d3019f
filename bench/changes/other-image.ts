import { randomBytes } from "node:crypto";
import Docker from "dockerode";

/** Makes an image with the same content and another id, hands its name over, and removes it again. */
export async function withOtherImage<T>(
    docker: Docker,
    original: string,
    work: (other: string) => Promise<T>,
): Promise<T> {
    const image = { repo: "docker-storage-bench", tag: randomBytes(4).toString("hex") };
    const name = `${image.repo}:${image.tag}`;
    const container = await docker.createContainer({ Image: original });
    try {
        await container.commit({ ...image, changes: "ENV OTHER=true" });
    } finally {
        await container.remove();
    }
    try {
        return await work(name);
    } finally {
        await docker.getImage(name).remove();
    }
}
