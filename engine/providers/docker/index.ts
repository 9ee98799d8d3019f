import Docker from "dockerode";
import { containsUnknown } from "../../property";
import { urnType } from "../../urn";
import { Provider, ProviderFactory } from "../provider";
import { check } from "./check";
import { checkConfig, readConfig } from "./config";
import { connect, ConnectionConfig } from "./connection";
import { container } from "./container";
import { describe } from "./daemon-error";
import { diff } from "./diff";
import { functions } from "./functions";
import { network } from "./network";
import { Operations, operations } from "./operations";
import { remoteImage } from "./remote-image";
import { ResourceKind } from "./resource-kind";
import { service } from "./service";
import { tag } from "./tag";
import { volume } from "./volume";

/** The release of @pulumi/docker whose behaviour this is. */
const VERSION = "5.2.0";

const NOT_KNOWN = "which Docker daemon this is about is not known yet";

const KINDS: Readonly<Record<string, ResourceKind | undefined>> = {
    "docker:index/container:Container": container,
    "docker:index/network:Network": network,
    "docker:index/remoteImage:RemoteImage": remoteImage,
    "docker:index/service:Service": service,
    "docker:index/tag:Tag": tag,
    "docker:index/volume:Volume": volume,
};

function kindOf(urn: string): ResourceKind {
    const type = urnType(urn);
    const kind = KINDS[type];
    if (kind !== undefined) return kind;
    const known = Object.keys(KINDS).join(", ");
    throw new Error(`the embedded engine knows no ${type}, only ${known}: run this program with the Pulumi CLI`);
}

/** What is wrong with a request shows in the promise, never as an exception beside it. */
function promise<T>(work: () => T): Promise<T> {
    return Promise.resolve().then(work);
}

/** A time of this machine by the daemon's clock, which need not agree. */
async function byClockOf(docker: Docker, time: string): Promise<Date> {
    const { SystemTime } = (await docker.info()) as { SystemTime: string };
    return new Date(Date.parse(time) + Date.parse(SystemTime) - Date.now());
}

/** @pulumi/docker's volumes, containers, services, networks, images and tags, on Docker's own API. */
export const dockerProvider: ProviderFactory = (host): Provider => {
    let config: ConnectionConfig | undefined = readConfig({});
    let docker: Promise<Docker> | undefined;
    const client = () => (docker ??= config ? connect(config, host.cancelled) : Promise.reject(new Error(NOT_KNOWN)));
    const work: Operations = operations(host, VERSION, async (timeoutSeconds) => {
        const limit = timeoutSeconds === undefined ? [] : [AbortSignal.timeout(timeoutSeconds * 1000)];
        return { docker: await client(), signal: AbortSignal.any([host.cancelled, ...limit]) };
    });

    return {
        package: "docker",
        version: VERSION,
        configure: (inputs) =>
            promise(() => {
                config = containsUnknown(inputs) ? undefined : readConfig(inputs);
            }),
        checkConfig: (request) => promise(() => checkConfig(request)),
        check: (request) => promise(() => check(kindOf(request.urn).schema, request)),
        diff: (request) =>
            promise(() => {
                const { schema, alwaysDeleteFirst } = kindOf(request.urn);
                return diff(schema, request, alwaysDeleteFirst);
            }),
        create: async (request) => work.create(kindOf(request.urn), request),
        read: async (request) => work.read(kindOf(request.urn), request),
        update: async (request) => work.update(kindOf(request.urn), request),
        delete: async (request) => work.delete(kindOf(request.urn), request),
        async findInterrupted({ urn, inputs, since }) {
            const { name } = inputs;
            if (typeof name !== "string") return undefined;
            const call = { docker: await client(), signal: host.cancelled };
            return kindOf(urn).findInterrupted?.(call, name, await byClockOf(call.docker, since));
        },
        async invoke({ token, args }) {
            const call = functions[token];
            if (call === undefined) {
                throw new Error(`the embedded engine knows no function ${token}: run this program with the Pulumi CLI`);
            }
            // As Pulumi has it. Source: Invoke in provider_plugin.go.
            if (config === undefined) return { outputs: {}, failures: [] };
            try {
                return await call(await client(), args);
            } catch (error) {
                throw new Error(`invoking ${token}: 1 error occurred:\n\t* ${describe(error)}\n\n`, { cause: error });
            }
        },
    };
};
