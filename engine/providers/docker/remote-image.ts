import { Properties } from "../../property";
import { during } from "./daemon-error";
import { findImage, findLocalImage, repoDigest } from "./image";
import { Call, ResourceKind } from "./resource-kind";
import { Block, TerraformObject } from "./schema";
import { flag, objects, plain, text } from "./values";

const REMOTE_IMAGE: Block = {
    id: { type: "string", computed: true, readOnly: true },
    name: { type: "string", required: true, forceNew: true },
    image_id: { type: "string", computed: true, readOnly: true },
    repo_digest: { type: "string", computed: true, readOnly: true },
    keep_locally: { type: "boolean" },
    pull_triggers: { type: "set", forceNew: true },
    force_remove: { type: "boolean" },
    build: {
        type: "set",
        single: true,
        conflictsWith: ["pull_triggers"],
        block: { context: { type: "string", required: true, forceNew: true } },
    },
    triggers: { type: "map", forceNew: true },
    platform: { type: "string", default: "", forceNew: true },
};

function nameOf(state: TerraformObject): string {
    return text(state.name) ?? "";
}

async function find(call: Call, planned: TerraformObject): Promise<void> {
    if (objects(planned.build).length > 0) {
        throw new Error("The embedded engine builds no images: build it beforehand, or use the Pulumi CLI");
    }
    const found = findImage(call.docker, nameOf(planned), text(planned.platform));
    await during("Unable to read Docker image into resource", found);
}

async function read(call: Call, _id: string, state: TerraformObject): Promise<Properties | undefined> {
    const name = nameOf(state);
    const looked = findLocalImage(call.docker, name);
    const image = await during(`resourceDockerImageRead: error looking up local image ${JSON.stringify(name)}`, looked);
    if (image === undefined) return undefined;
    return { id: image.Id + name, image_id: image.Id, repo_digest: repoDigest(name, image) };
}

/** An image on the daemon, pulled when it is not there yet. */
export const remoteImage: ResourceKind = {
    schema: REMOTE_IMAGE,
    schemaVersion: 0,
    hasTimeouts: true,
    alwaysDeleteFirst: false,
    importable: false,
    async create(call, planned, created) {
        await find(call, planned);
        const attributes = (await read(call, "", planned)) ?? {};
        created(plain(attributes.id));
        return attributes;
    },
    read,
    async update(call, id, _prior, planned) {
        await find(call, planned);
        return (await read(call, id, planned)) ?? {};
    },
    async delete(call, _id, state) {
        const name = nameOf(state);
        if (flag(state.keep_locally)) return;
        const image = await during("Unable to remove Docker image", findLocalImage(call.docker, name));
        if (image === undefined) return;
        const removed = call.docker.getImage(name).remove({ force: flag(state.force_remove) });
        await during("Unable to remove Docker image", removed);
    },
};
