import type Docker from "dockerode";
import { CONTAINER } from "./container-schema";
import { describe, during, mentions } from "./daemon-error";
import { hashOrdered } from "./hash-order";
import { TerraformObject } from "./schema";
import { number, objects, strings, text } from "./values";

function driverOptions(pairs: string[]): Record<string, string> {
    const entries = pairs.flatMap((pair) => {
        const split = pair.indexOf("=");
        return split < 0 ? [] : [[pair.slice(0, split), pair.slice(split + 1)]];
    });
    return Object.fromEntries(entries) as Record<string, string>;
}

/** Puts a new container on the networks of `networksAdvanced` in place of the default one. */
export async function connectNetworks(docker: Docker, id: string, planned: TerraformObject): Promise<void> {
    const networks = hashOrdered(CONTAINER.networks_advanced.block, objects(planned.networks_advanced));
    if (networks.length === 0) return;
    try {
        await docker.getNetwork("bridge").disconnect({ Container: id, Force: false });
    } catch (error) {
        if (!mentions(error, "is not connected to the network bridge")) {
            throw new Error(`Unable to disconnect the default network: ${describe(error)}`, { cause: error });
        }
    }
    for (const network of networks) {
        const name = text(network.name) ?? "";
        const endpoint = {
            Aliases: hashOrdered(undefined, strings(network.aliases)),
            IPAMConfig: {
                IPv4Address: text(network.ipv4_address),
                IPv6Address: text(network.ipv6_address),
                LinkLocalIPs: hashOrdered(undefined, strings(network.link_local_ips)),
            },
            MacAddress: text(network.mac_address),
            DriverOpts: driverOptions(strings(network.driver_opts)),
            GwPriority: number(network.gw_priority),
        };
        const connected = docker.getNetwork(name).connect({ Container: id, EndpointConfig: endpoint });
        await during(`Unable to connect to network '${name}'`, connected);
    }
}
