import { existsSync } from "node:fs";
import { must } from "../../setup/process.mjs";
import { cable, gateway, machinePlans, networkNamespace } from "./places";

/** The network card of a machine, on the bridge in the lab's network namespace. */
export function cardOf(machine: string): string {
    return `tap-${machine}`;
}

/** Makes a bridge in a network namespace of its own, a card for each machine, and a cable from here to there. */
export async function makeNetwork(): Promise<void> {
    await ip("netns", "add", networkNamespace);
    await ip("link", "add", cable, "type", "veth", "peer", "name", "cable", "netns", networkNamespace);
    await ip("address", "add", `${gateway}/24`, "dev", cable);
    await ip("link", "set", cable, "up");
    await inside("link", "add", "bridge", "type", "bridge", "forward_delay", "0");
    await inside("link", "set", "bridge", "up");
    await plugIn("cable");
    for (const { name } of Object.values(machinePlans)) {
        await inside("tuntap", "add", cardOf(name), "mode", "tap");
        await plugIn(cardOf(name));
    }
}

/** Removes it, and what an attempt left that did not come to its end. */
export async function removeNetwork(): Promise<void> {
    if (existsSync(`/sys/class/net/${cable}`)) await ip("link", "delete", cable);
    if (existsSync(`/run/netns/${networkNamespace}`)) await ip("netns", "delete", networkNamespace);
}

async function plugIn(device: string): Promise<void> {
    await inside("link", "set", device, "master", "bridge", "up");
}

function inside(...args: string[]): Promise<void> {
    return ip("-netns", networkNamespace, ...args);
}

function ip(...args: string[]): Promise<void> {
    return must("ip", args, {
        remedy: "The lab needs network namespaces, bridges, veth and tap devices of this kernel.",
    });
}
