import type { NetworkInspectInfo } from "dockerode";
import { Properties } from "../../property";
import { describe, during, isNotFound, mentions } from "./daemon-error";
import { hashOrdered } from "./hash-order";
import { madeSince } from "./interrupted";
import { Call, ResourceKind } from "./resource-kind";
import { Block, LABELS } from "./schema";
import { flag, labelMap, labelSet, objects, some, text, textMap } from "./values";
import { waitUntil } from "./wait";

const REMOVAL_TIMEOUT_SECONDS = 30;

export const IPAM_CONFIG: Block = {
    subnet: { type: "string", forceNew: true },
    ip_range: { type: "string", forceNew: true },
    gateway: { type: "string", forceNew: true },
    aux_address: { type: "map", forceNew: true },
};

const NETWORK: Block = {
    id: { type: "string", computed: true, readOnly: true },
    name: { type: "string", required: true, forceNew: true, autoName: true },
    labels: { type: "set", forceNew: true, block: LABELS },
    driver: { type: "string", computed: true, forceNew: true },
    options: { type: "map", computed: true, forceNew: true },
    internal: { type: "boolean", computed: true, forceNew: true },
    attachable: { type: "boolean", forceNew: true },
    ingress: { type: "boolean", forceNew: true },
    ipv6: { type: "boolean", forceNew: true },
    ipam_driver: { type: "string", default: "default", forceNew: true },
    ipam_options: { type: "map", forceNew: true },
    ipam_config: { type: "set", pulumiName: "ipamConfigs", computed: true, forceNew: true, block: IPAM_CONFIG },
    scope: { type: "string", computed: true, readOnly: true },
};

type IpamEntry = Partial<Record<"Subnet" | "IPRange" | "Gateway", string>> & {
    AuxiliaryAddresses?: Record<string, string>;
};

export function ipamEntries(network: NetworkInspectInfo): Properties[] {
    return ((network.IPAM?.Config ?? []) as IpamEntry[]).map((entry) => ({
        subnet: entry.Subnet ?? "",
        ip_range: entry.IPRange ?? "",
        gateway: entry.Gateway ?? "",
        aux_address: entry.AuxiliaryAddresses ?? {},
    }));
}

async function read(call: Call, id: string): Promise<Properties | undefined> {
    let network: NetworkInspectInfo;
    try {
        network = await call.docker.getNetwork(id).inspect();
    } catch (error) {
        if (isNotFound(error)) return undefined;
        throw error;
    }
    return {
        id: network.Id,
        name: network.Name,
        labels: labelSet(network.Labels),
        driver: network.Driver,
        options: network.Options ?? {},
        internal: network.Internal,
        attachable: network.Attachable,
        ingress: network.Ingress,
        ipv6: network.EnableIPv6,
        ipam_driver: network.IPAM?.Driver ?? "",
        ipam_options: network.IPAM?.Options ?? {},
        ipam_config: ipamEntries(network),
        scope: network.Scope,
    };
}

/** A Docker network. */
export const network: ResourceKind = {
    schema: NETWORK,
    schemaVersion: 1,
    hasTimeouts: false,
    alwaysDeleteFirst: false,
    importable: true,
    async create(call, planned, created) {
        const entries = hashOrdered(IPAM_CONFIG, objects(planned.ipam_config)).map((one) => ({
            Subnet: text(one.subnet),
            IPRange: text(one.ip_range),
            Gateway: text(one.gateway),
            AuxiliaryAddresses: textMap(one.aux_address),
        }));
        const options = {
            Name: text(planned.name) ?? "",
            CheckDuplicate: true,
            Labels: labelMap(planned.labels),
            Driver: text(planned.driver),
            Options: textMap(planned.options),
            Internal: flag(planned.internal),
            Attachable: flag(planned.attachable),
            Ingress: flag(planned.ingress),
            EnableIPv6: flag(planned.ipv6),
            IPAM: {
                Driver: text(planned.ipam_driver) ?? "",
                Options: textMap(planned.ipam_options),
                Config: some(entries),
            },
        };
        const made = await during("Unable to create network", call.docker.createNetwork(options as never));
        created(made.id);
        return (await read(call, made.id)) ?? {};
    },
    read,
    update: () => Promise.resolve({}),
    async findInterrupted(call, name, since) {
        const inspect = () => call.docker.getNetwork(name).inspect();
        const found = await madeSince(since, inspect, ({ Created }) => Created);
        return found && { id: found.Id, complete: true };
    },
    async delete(call, id) {
        const removed = async () => {
            try {
                await call.docker.getNetwork(id).remove();
                return true;
            } catch (error) {
                if (isNotFound(error)) return true;
                if (mentions(error, "has active endpoints")) return false;
                throw new Error(describe(error), { cause: error });
            }
        };
        await waitUntil(removed, REMOVAL_TIMEOUT_SECONDS, { wanted: "removed", last: "pending" }, call.signal);
    },
};
