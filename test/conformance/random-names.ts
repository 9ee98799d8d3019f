import { UNKNOWN } from "../../engine/property";
import { isJsonObject, JsonObject, textOf } from "./json";
import { Observation } from "./observation";

function escaped(text: string): string {
    return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

/** Whether an id or a name of this resource was made up: by the engine (`data-c979514`), a provider or Docker. */
function isRandom(resourceName: string, value: string): boolean {
    if (value === UNKNOWN) return false;
    const suffixed = new RegExp(`^${escaped(resourceName)}(-[0-9a-f]{7}|[0-9a-f]{8})$`);
    return (
        suffixed.test(value) ||
        /^[0-9a-f]{64}$/.test(value) ||
        /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value)
    );
}

function stringIn(value: unknown, key: string): string | undefined {
    const found = isJsonObject(value as JsonObject) ? (value as JsonObject)[key] : undefined;
    return typeof found === "string" ? found : undefined;
}

/**
 * Gives every random string of a run the name of the resource it belongs to and a number: `<name 2 of ...::data>` is the second
 * name that this volume had. Two runs of a case agree in these, because what happens to one resource has one order.
 */
export class RandomNames {
    private readonly labels = new Map<string, string>();
    private readonly counts = new Map<string, number>();
    /** Matches every string that has a label, longer ones first. */
    private known?: RegExp;

    private label(value: string, owner: string, what: string): void {
        if (this.labels.has(value)) return;
        const number = (this.counts.get(what + owner) ?? 0) + 1;
        this.counts.set(what + owner, number);
        this.labels.set(value, `<${what} ${number} of ${owner}>`);
        this.known = undefined;
    }

    private learnOne(urn: string, value: string | undefined, what: string): void {
        const owner = urn.split("::").slice(2).join("::");
        if (value === undefined || !isRandom(urn.split("::").slice(3).join("::"), value)) return;
        this.label(value, owner, what);
        // Docker calls a container by the start of its id, its host name among others.
        if (/^[0-9a-f]{64}$/.test(value)) this.label(value.slice(0, 12), owner, "short id");
    }

    private learnResource(resource: JsonObject): void {
        const urn = textOf(resource.urn);
        this.learnOne(urn, stringIn(resource.inputs, "name"), "name");
        this.learnOne(urn, stringIn(resource.outputs, "name"), "name");
        this.learnOne(urn, stringIn(resource, "id"), "id");
    }

    learn({ events = [], state, docker }: Observation): void {
        for (const event of events) {
            if (event.urn === undefined) continue;
            this.learnOne(event.urn, event.oldName, "name");
            this.learnOne(event.urn, event.oldId, "id");
            if (event.new) this.learnResource(event.new);
        }
        for (const resource of state?.resources ?? []) this.learnResource(resource);
        for (const container of docker.containers) {
            for (const mount of (container.Mounts ?? []) as JsonObject[]) {
                const name = textOf(mount.Name);
                if (!/^[0-9a-f]{64}$/.test(name)) continue;
                this.label(
                    name,
                    `${this.replace(textOf(container.Name))} at ${textOf(mount.Destination)}`,
                    "anonymous volume",
                );
            }
        }
    }

    replace(text: string): string {
        if (this.labels.size === 0) return text;
        const longestFirst = () => [...this.labels.keys()].sort((left, right) => right.length - left.length);
        this.known ??= new RegExp(longestFirst().map(escaped).join("|"), "g");
        return text.replace(this.known, (found) => this.labels.get(found) ?? found);
    }
}
