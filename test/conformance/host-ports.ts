import { once } from "node:events";
import { AddressInfo, createServer } from "node:net";

/** A port of the host as recorded programs write it: from 18080 to 18089, and nothing else there is like it. */
const RECORDED_PORT = /\b1808\d\b/g;

async function freePorts(count: number): Promise<number[]> {
    const servers = Array.from({ length: count }, () => createServer().listen(0, "127.0.0.1"));
    // All are open at the same time, so that no two get the same port.
    await Promise.all(servers.map((server) => once(server, "listening")));
    const ports = servers.map((server) => (server.address() as AddressInfo).port);
    await Promise.all(servers.map((server) => once(server.close(), "close")));
    return ports;
}

/** What a program publishes on the host may be taken there; each run gets ports of its own in place of the recorded ones. */
export class HostPorts {
    private constructor(private readonly actualPorts: Map<string, string>) {}

    static async forProgram(source: string): Promise<HostPorts> {
        const recorded = [...new Set(source.match(RECORDED_PORT))];
        const free = await freePorts(recorded.length);
        return new HostPorts(new Map(recorded.map((port, index) => [port, String(free[index])])));
    }

    toActual(source: string): string {
        return source.replace(RECORDED_PORT, (port) => this.actualPorts.get(port) ?? port);
    }

    toRecorded(text: string): string {
        return [...this.actualPorts].reduce(
            (result, [recorded, actual]) => result.replace(new RegExp(`\\b${actual}\\b`, "g"), recorded),
            text,
        );
    }
}
