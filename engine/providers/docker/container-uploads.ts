import { readFile } from "node:fs/promises";
import type { Container } from "dockerode";
import { pack } from "tar-stream";
import { Properties } from "../../property";
import { CONTAINER } from "./container-schema";
import { describe, during } from "./daemon-error";
import { hashOrdered } from "./hash-order";
import { TerraformObject } from "./schema";
import { flag, objects, plain, text } from "./values";

const EXECUTABLE_MODE = 0o744;
const PLAIN_MODE = 0o644;

async function contentOf(upload: Properties): Promise<Buffer> {
    const [content, base64, source] = [text(upload.content), text(upload.content_base64), text(upload.source)];
    const given = [content, base64, source].filter((one) => one !== undefined).length;
    const sources = "'content', 'content_base64', or 'source'";
    if (given === 0) throw new Error(`error with upload content: one of ${sources} must be set`);
    if (given > 1) throw new Error(`error with upload content: only one of ${sources} can be set`);
    if (content !== undefined) return Buffer.from(content);
    if (base64 !== undefined) return Buffer.from(base64, "base64");
    try {
        return await readFile(String(source));
    } catch (error) {
        throw new Error(`could not read file: ${describe(error)}`, { cause: error });
    }
}

function modeOf(upload: Properties): number {
    const permissions = text(upload.permissions);
    if (permissions !== undefined) return Number.parseInt(permissions, 8);
    return flag(upload.executable) ? EXECUTABLE_MODE : PLAIN_MODE;
}

/** Writes the files of `uploads` into a container that has not started yet. */
export async function uploadFiles(container: Container, planned: TerraformObject): Promise<void> {
    for (const upload of hashOrdered(CONTAINER.upload.block, objects(planned.upload))) {
        const content = await contentOf(upload);
        const archive = pack();
        archive.entry({ name: plain(upload.file), mode: modeOf(upload), mtime: new Date() }, content);
        archive.finalize();
        const sent = container.putArchive(archive as unknown as NodeJS.ReadableStream, { path: "/" });
        await during("Unable to upload volume content", sent);
    }
}
