import type Docker from "dockerode";
import type { NetworkInspectInfo } from "dockerode";
import { Properties } from "../../property";
import { InvokeResult } from "../provider";
import { completeObject, toPulumi } from "./convert";
import { during } from "./daemon-error";
import { findLocalImage, repoDigest } from "./image";
import { IPAM_CONFIG, ipamEntries } from "./network";
import { Block } from "./schema";
import { text } from "./values";

const NETWORK_CONTAINER: Block = {
    container_id: { type: "string", computed: true, readOnly: true },
    name: { type: "string", computed: true, readOnly: true },
    endpoint_id: { type: "string", computed: true, readOnly: true },
    mac_address: { type: "string", computed: true, readOnly: true },
    ipv4_address: { type: "string", computed: true, readOnly: true },
    ipv6_address: { type: "string", computed: true, readOnly: true },
};

const GET_NETWORK: Block = {
    id: { type: "string", computed: true, readOnly: true },
    name: { type: "string", required: true },
    driver: { type: "string", computed: true, readOnly: true },
    options: { type: "map", computed: true, readOnly: true },
    internal: { type: "boolean", computed: true, readOnly: true },
    ipam_config: { type: "set", pulumiName: "ipamConfigs", computed: true, readOnly: true, block: IPAM_CONFIG },
    scope: { type: "string", computed: true, readOnly: true },
    containers: { type: "list", computed: true, readOnly: true, block: NETWORK_CONTAINER },
};

const GET_REMOTE_IMAGE: Block = {
    id: { type: "string", computed: true, readOnly: true },
    name: { type: "string", required: true },
    repo_digest: { type: "string", computed: true, readOnly: true },
};

function containersOf(network: NetworkInspectInfo): Properties[] {
    const entries = Object.entries(network.Containers ?? {}).sort(([left], [right]) => (left < right ? -1 : 1));
    return entries.map(([container_id, one]) => ({
        container_id,
        name: one.Name,
        endpoint_id: one.EndpointID,
        mac_address: one.MacAddress,
        ipv4_address: one.IPv4Address,
        ipv6_address: one.IPv6Address,
    }));
}

async function getNetwork(docker: Docker, name: string): Promise<Properties> {
    const found = during("Could not find docker network", docker.getNetwork(name).inspect());
    const network = await found;
    return {
        id: network.Id,
        name: network.Name,
        driver: network.Driver,
        options: network.Options ?? {},
        internal: network.Internal,
        ipam_config: ipamEntries(network),
        scope: network.Scope,
        containers: containersOf(network),
    };
}

async function getRemoteImage(docker: Docker, name: string): Promise<Properties> {
    const image = await findLocalImage(docker, name);
    if (image === undefined) throw new Error(`did not find docker image '${name}'`);
    return { id: image.Id, name, repo_digest: repoDigest(name, image) };
}

type Call = (docker: Docker, args: Properties) => Promise<InvokeResult>;

const NAME_MISSING = {
    property: "",
    reason: '[name] Missing required argument: The argument "name" is required, but no definition was found.',
};

function lookup(block: Block, find: (docker: Docker, name: string) => Promise<Properties>): Call {
    return async (docker, args) => {
        const name = text(args.name);
        if (name === undefined) return { outputs: {}, failures: [NAME_MISSING] };
        const found = await find(docker, name);
        return { outputs: toPulumi(block, completeObject(block, found)), failures: [] };
    };
}

/** Functions that look something up on the daemon, by their token. */
export const functions: Readonly<Record<string, Call | undefined>> = {
    "docker:index/getNetwork:getNetwork": lookup(GET_NETWORK, getNetwork),
    "docker:index/getRemoteImage:getRemoteImage": lookup(GET_REMOTE_IMAGE, getRemoteImage),
};
