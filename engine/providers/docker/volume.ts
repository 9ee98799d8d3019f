import { Properties } from "../../property";
import { describe, during, isNotFound, mentions } from "./daemon-error";
import { madeSince } from "./interrupted";
import { lostDaemon } from "./lost-daemon";
import { Call, ResourceKind } from "./resource-kind";
import { TerraformObject } from "./schema";
import { labelMap, labelSet, objects, text, textMap } from "./values";
import { VOLUME } from "./volume-schema";
import { waitUntil } from "./wait";

const REMOVAL_TIMEOUT_SECONDS = 30;

/** Docker before 23 looks at what is mounted, and waits as long as the server does not answer that has it. */
function ofServer(error: unknown, state: TerraformObject): string {
    const { type = "", o = "" }: Partial<Record<string, string>> = textMap(state.driver_opts) ?? {};
    const server = /(?:^|,)addr=([^,]*)/.exec(o)?.[1];
    const hasHung = lostDaemon(error)?.wasAsked === true && type.startsWith("nfs") && server !== undefined;
    return hasHung
        ? ` (volume ${text(state.name)} is mounted from NFS server ${server}: if that is what does not answer, have it answer, or ` +
              "leave the volumes unread with --refresh=false)"
        : "";
}

async function read(call: Call, id: string, state: TerraformObject): Promise<Properties | undefined> {
    try {
        const volume = await call.docker.getVolume(id).inspect();
        return {
            id,
            name: volume.Name,
            labels: labelSet(volume.Labels),
            driver: volume.Driver,
            driver_opts: volume.Options ?? {},
            mountpoint: volume.Mountpoint,
        };
    } catch (error) {
        if (isNotFound(error)) return undefined;
        throw new Error(`Unable to inspect volume: ${describe(error)}${ofServer(error, state)}`, { cause: error });
    }
}

/** A named Docker volume. A cluster (swarm CSI) volume is beyond this engine. */
export const volume: ResourceKind = {
    schema: VOLUME,
    schemaVersion: 1,
    hasTimeouts: false,
    alwaysDeleteFirst: false,
    importable: true,
    async create(call, planned, created) {
        if (objects(planned.cluster).length > 0) {
            throw new Error("The embedded engine makes no cluster volumes: remove 'cluster', or use the Pulumi CLI");
        }
        const options = {
            Name: text(planned.name),
            Labels: labelMap(planned.labels),
            Driver: text(planned.driver),
            DriverOpts: textMap(planned.driver_opts),
        };
        const made = await during("Unable to create volume", call.docker.createVolume(options));
        created(made.name);
        return (await read(call, made.name, planned)) ?? {};
    },
    read,
    update: () => Promise.resolve({}),
    async findInterrupted(call, name, since) {
        const inspect = () => call.docker.getVolume(name).inspect() as Promise<{ Name: string; CreatedAt?: string }>;
        const found = await madeSince(since, inspect, ({ CreatedAt }) => CreatedAt);
        return found && { id: found.Name, complete: true };
    },
    async delete(call, id) {
        const removed = async () => {
            try {
                await call.docker.getVolume(id).remove({ force: true });
                return true;
            } catch (error) {
                if (mentions(error, "volume is in use")) return false;
                throw new Error(describe(error), { cause: error });
            }
        };
        await waitUntil(removed, REMOVAL_TIMEOUT_SECONDS, { wanted: "removed", last: "in_use" }, call.signal);
    },
};
