import { randomInt } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:net";

/** A port of the host as recorded programs write it: from 18080 to 18089, and nothing else there is like it. */
const RECORDED_PORT = /\b1808\d\b/g;

/**
 * Ports below those that systems give to whoever asks for any: between this look at a port and the container that publishes it,
 * and while that container is replaced, nobody gets it by chance.
 */
const LOWEST_PORT = 20_000;
const PORT_COUNT = 10_000;

async function isFree(port: number): Promise<boolean> {
    const server = createServer().listen(port, "127.0.0.1");
    try {
        await once(server, "listening");
    } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "EADDRINUSE") return false;
        throw error;
    }
    await once(server.close(), "close");
    return true;
}

async function freePorts(count: number): Promise<number[]> {
    const found: number[] = [];
    for (let port = LOWEST_PORT + randomInt(PORT_COUNT); found.length < count; port++) {
        if (await isFree(port)) found.push(port);
    }
    return found;
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
