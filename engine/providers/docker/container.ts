import type { Container, ContainerCreateOptions } from "dockerode";
import type Docker from "dockerode";
import { equal, Properties } from "../../property";
import { connectNetworks } from "./container-networks";
import { containerOptions, swapBytes, throttles } from "./container-options";
import { containerAttributes } from "./container-read";
import { CONTAINER } from "./container-schema";
import { attachUntilEnd, startContainer } from "./container-start";
import { uploadFiles } from "./container-uploads";
import { describe, during, isNotFound, mentions } from "./daemon-error";
import { findImage } from "./image";
import { madeSince } from "./interrupted";
import { Call, ResourceKind } from "./resource-kind";
import { TerraformObject } from "./schema";
import { flag, number, objects, text } from "./values";

const BYTES_PER_MIB = 1024 * 1024;

/** What Docker can change about a container that exists. */
const UPDATABLE = [
    "restart",
    "max_retry_count",
    "cpu_shares",
    "memory",
    "memory_reservation",
    "cpu_set",
    "memory_swap",
    "device_read_bps",
    "device_read_iops",
    "device_write_bps",
    "device_write_iops",
];

/** Only mounts' volume options depend on it. */
async function apiVersion(docker: Docker, planned: TerraformObject): Promise<string> {
    const needed = objects(planned.mounts).some((one) => objects(one.volume_options).length > 0);
    return needed ? (await docker.version()).ApiVersion : "";
}

async function make(docker: Docker, planned: TerraformObject): Promise<Container> {
    const options = containerOptions(planned, await apiVersion(docker, planned));
    const query = { name: text(planned.name), platform: text(planned.platform) };
    // Given as one object, dockerode would put all of it, environment and all, into the URL as well.
    const request = { _query: query, _body: options } as unknown as ContainerCreateOptions;
    return during("Unable to create container", docker.createContainer(request));
}

async function create(call: Call, planned: TerraformObject, created: (id: string) => void): Promise<Properties> {
    const { docker } = call;
    const image = text(planned.image) ?? "";
    await during(`Unable to create container with image ${image}`, findImage(docker, image));
    const container = await make(docker, planned);
    created(container.id);
    await connectNetworks(docker, container.id, planned);
    await uploadFiles(container, planned);
    if (flag(planned.start)) await startContainer(container, planned, call);
    const logs = flag(planned.attach) ? await attachUntilEnd(docker, container, planned) : undefined;
    const attributes = (await read(call, container.id, planned)) ?? {};
    return logs === undefined ? attributes : { ...attributes, container_logs: logs };
}

async function read(call: Call, id: string, state: TerraformObject): Promise<Properties | undefined> {
    try {
        return containerAttributes(await call.docker.getContainer(id).inspect(), state);
    } catch (error) {
        if (isNotFound(error)) return undefined;
        throw error;
    }
}

async function update(call: Call, id: string, prior: TerraformObject, planned: TerraformObject): Promise<Properties> {
    const container = call.docker.getContainer(id);
    if (!flag(prior.must_run) && flag(planned.must_run) && flag(planned.start)) {
        await during("Unable to start container", started(container));
    }
    if (UPDATABLE.every((key) => equal(prior[key], planned[key]))) return {};
    const changes = {
        RestartPolicy: { Name: text(planned.restart) ?? "", MaximumRetryCount: number(planned.max_retry_count) ?? 0 },
        CpuShares: number(planned.cpu_shares) ?? 0,
        Memory: (number(planned.memory) ?? 0) * BYTES_PER_MIB,
        MemoryReservation: (number(planned.memory_reservation) ?? 0) * BYTES_PER_MIB,
        MemorySwap: swapBytes(planned.memory_swap) ?? 0,
        CpusetCpus: text(planned.cpu_set) ?? "",
        BlkioDeviceReadBps: throttles(planned, "device_read_bps"),
        BlkioDeviceReadIOps: throttles(planned, "device_read_iops"),
        BlkioDeviceWriteBps: throttles(planned, "device_write_bps"),
        BlkioDeviceWriteIOps: throttles(planned, "device_write_iops"),
    };
    await during("Unable to update a container", container.update(changes));
    return {};
}

const NOT_MODIFIED = 304;

function unlessNotModified(error: unknown): void {
    if ((error as { statusCode?: number }).statusCode !== NOT_MODIFIED) throw error;
}

/** Starting what runs and stopping what stands is fine with Docker, which says "not modified". */
async function started(container: Container): Promise<void> {
    await container.start().catch(unlessNotModified);
}

async function unlessGone(what: string, step: Promise<unknown>, ...fine: string[]): Promise<void> {
    try {
        await step;
    } catch (error) {
        if (!mentions(error, "No such container", ...fine)) {
            throw new Error(`${what}: ${describe(error)}`, { cause: error });
        }
    }
}

async function remove(call: Call, id: string, state: TerraformObject): Promise<void> {
    const container = call.docker.getContainer(id);
    if (!flag(state.attach)) {
        const stopped = container.stop({ t: number(state.destroy_grace_seconds) ?? 0 }).catch(unlessNotModified);
        await unlessGone(`Error stopping container ${id}`, stopped);
    }
    const removed = container.remove({ v: flag(state.remove_volumes), force: true });
    await unlessGone(`Error deleting container ${id}`, removed, "is already in progress");
    const ended = container.wait({ condition: flag(state.rm) ? "removed" : "not-running" });
    await unlessGone(`Error waiting for container removal '${id}'`, ended, "is already in progress");
}

/** It may be without its files, its networks or its start: it is made anew. */
async function findInterrupted(call: Call, name: string, since: Date) {
    const found = await madeSince(
        since,
        () => call.docker.getContainer(name).inspect(),
        ({ Created }) => Created,
    );
    return found && { id: found.Id, complete: false };
}

/** A container. Mounts that change in place are recorded and nothing else, as the Terraform provider has it. */
export const container: ResourceKind = {
    schema: CONTAINER,
    schemaVersion: 2,
    hasTimeouts: true,
    alwaysDeleteFirst: true,
    importable: true,
    create,
    read,
    update,
    findInterrupted,
    delete: remove,
};
