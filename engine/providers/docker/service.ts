import type { Service, Task } from "dockerode";
import { Properties } from "../../property";
import { describe, during, isNotFound, mentions } from "./daemon-error";
import { parseDurationNanoseconds } from "./go-duration";
import { madeSince } from "./interrupted";
import { Call, ResourceKind } from "./resource-kind";
import { TerraformObject } from "./schema";
import { withDigest, withTag } from "./service-image";
import { serviceAttributes } from "./service-read";
import { SERVICE } from "./service-schema";
import { serviceSpec } from "./service-spec";
import { only, text } from "./values";
import { waitUntil } from "./wait";

const READ_TIMEOUT_SECONDS = 30;
const NANOSECONDS_PER_SECOND = 1e9;

/** Once Docker has said how the service is reached, which takes a moment. */
async function inspect(call: Call, id: string): Promise<Service> {
    let service: Service | undefined;
    const hasEndpoint = async () => {
        service = (await call.docker.getService(id).inspect()) as Service;
        return (service.Endpoint?.Spec?.Mode ?? service.Spec?.EndpointSpec?.Mode) !== undefined;
    };
    const states = { wanted: "all_fields", last: "pending" };
    await waitUntil(hasEndpoint, READ_TIMEOUT_SECONDS, states, call.signal);
    return service as Service;
}

async function read(call: Call, id: string): Promise<Properties | undefined> {
    try {
        return serviceAttributes(await inspect(call, id));
    } catch (error) {
        if (isNotFound(error)) return undefined;
        throw new Error(describe(error), { cause: error });
    }
}

async function create(call: Call, planned: TerraformObject, created: (id: string) => void): Promise<Properties> {
    const spec = serviceSpec(planned);
    const task = await withDigest(call.docker, withTag(spec.TaskTemplate));
    // Given alone, dockerode would put all of it, environment and all, into the header for the registry as well.
    const made = await call.docker.createService({}, { ...spec, TaskTemplate: task });
    created(made.id);
    return (await read(call, made.id)) ?? {};
}

async function update(call: Call, id: string, _: TerraformObject, planned: TerraformObject): Promise<Properties> {
    const service = call.docker.getService(id);
    const spec = serviceSpec(planned);
    const { Version: version } = (await service.inspect()) as Service;
    await service.update({
        _query: { version: version?.Index },
        _body: { ...spec, TaskTemplate: withTag(spec.TaskTemplate) },
    });
    return (await read(call, id)) ?? {};
}

interface RunningTask extends Task {
    Status?: { State?: string; ContainerStatus?: { ContainerID?: string } };
}

/** Containers of tasks that have not ended; those on other nodes this daemon does not know. */
async function containersOf(call: Call, id: string): Promise<string[]> {
    const tasks = (await call.docker.listTasks({ filters: { service: [id] } })) as RunningTask[];
    return tasks
        .filter(({ Status }) => Status?.State !== "shutdown")
        .flatMap(({ Status }) => Status?.ContainerStatus?.ContainerID || []);
}

async function isGone(call: Call, container: string): Promise<boolean> {
    try {
        await call.docker.getContainer(container).inspect();
        return false;
    } catch (error) {
        if (isNotFound(error)) return true;
        throw error;
    }
}

async function remove(call: Call, id: string, state: TerraformObject): Promise<void> {
    const container = only(only(state.task_spec)?.container_spec);
    const graceSeconds = parseDurationNanoseconds(text(container?.stop_grace_period) ?? "") / NANOSECONDS_PER_SECOND;
    const containers = graceSeconds > 0 ? await containersOf(call, id) : [];
    await during(`Error deleting service with ID '${id}'`, call.docker.getService(id).remove());
    const deadline = Date.now() + graceSeconds * 1000;
    for (const one of containers) {
        const states = { wanted: "removed", last: "stopping" };
        const left = Math.max(deadline - Date.now(), 0) / 1000;
        await waitUntil(() => isGone(call, one), left, states, call.signal).catch(() => undefined);
        await call.docker
            .getContainer(one)
            .remove({ v: true, force: true })
            .catch((error: unknown) => {
                if (!mentions(error, "No such container", "is already in progress")) throw error;
            });
    }
}

async function findInterrupted(call: Call, name: string, since: Date) {
    const inspectNamed = () => call.docker.getService(name).inspect() as Promise<Service>;
    const found = await madeSince(since, inspectNamed, ({ CreatedAt }) => CreatedAt);
    return found && { id: found.ID, complete: true };
}

/** A Docker Swarm service. Its tasks are Docker's own business: nothing here waits for them. */
export const service: ResourceKind = {
    schema: SERVICE,
    schemaVersion: 2,
    hasTimeouts: false,
    alwaysDeleteFirst: false,
    importable: true,
    create,
    read,
    update,
    findInterrupted,
    delete: remove,
};
