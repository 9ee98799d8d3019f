import { during } from "./daemon-error";
import { ResourceKind } from "./resource-kind";
import { Block } from "./schema";
import { text } from "./values";

const TAG: Block = {
    id: { type: "string", computed: true, readOnly: true },
    source_image: { type: "string", required: true, forceNew: true },
    source_image_id: { type: "string", computed: true, readOnly: true },
    target_image: { type: "string", required: true, forceNew: true },
    tag_triggers: { type: "set", forceNew: true },
};

const DEFAULT_TAG = "latest";

/** The colon of a registry's port comes before a slash, that of a tag does not. */
function splitTag(name: string): { repo: string; tag: string } {
    const colon = name.indexOf(":", name.lastIndexOf("/") + 1);
    return colon < 0 ? { repo: name, tag: DEFAULT_TAG } : { repo: name.slice(0, colon), tag: name.slice(colon + 1) };
}

/** Another name for an image. Deleting it takes away neither the name nor the image. */
export const tag: ResourceKind = {
    schema: TAG,
    schemaVersion: 0,
    hasTimeouts: false,
    alwaysDeleteFirst: false,
    importable: false,
    async create(call, planned, created) {
        const [source, target] = [text(planned.source_image) ?? "", text(planned.target_image) ?? ""];
        const image = call.docker.getImage(source);
        await during("failed to create docker tag", image.tag(splitTag(target)));
        const { Id } = await during("failed to ImageInspectWithRaw", image.inspect());
        const id = `${source}.${target}`;
        created(id);
        return { id, source_image_id: Id };
    },
    read: () => Promise.resolve({}),
    update: () => Promise.resolve({}),
    delete: () => Promise.resolve(),
};
