import assert from "node:assert/strict";
import { EventEmitter, once } from "node:events";
import { connect, createServer, Server, Socket } from "node:net";
import { join } from "node:path";
import { pointsToTry } from "../points";
import { temporaryFolder } from "../temporary-folder";
import type { Result } from "./run-script";

/**
 * `fail`: the daemon answers with an error. `cut off`: the connection ends before the daemon is asked. `unheard`: it is asked, and the connection
 * ends before its answer. A function: it is done first.
 */
export type SocketFault = "fail" | "cut off" | "unheard" | (() => Promise<unknown>);

const REQUEST = /^(?:GET|HEAD|POST|PUT|DELETE) \S+ HTTP\/1\.1\r\n/;
const REFUSAL = JSON.stringify({ message: "this fault was injected" });
const REFUSED = [
    "HTTP/1.1 500 Internal Server Error",
    "Content-Type: application/json",
    `Content-Length: ${REFUSAL.length}`,
    "Connection: close",
    "",
    REFUSAL,
].join("\r\n");

/** A socket that leads to a Docker daemon, all but one of whose requests it passes on. */
export class FaultySocket {
    readonly path: string;
    private readonly server: Server;
    private readonly open = new Set<Socket>();
    private readonly done = new EventEmitter();
    private requests = 0;
    private at: number | RegExp = 0;
    private fault: SocketFault = "fail";
    /** What was asked at the fault; nothing if there were not so many requests. */
    hit: string | undefined;

    /** @param isCounted whether a request, by its first lines, may be the one that is broken */
    constructor(
        folder: string,
        private readonly daemon = process.env.DOCKER_HOST?.replace(/^unix:\/\//, "") ?? "/var/run/docker.sock",
        private readonly isCounted: (lines: string) => boolean = () => true,
    ) {
        this.path = join(folder, "docker.sock");
        this.server = createServer({ allowHalfOpen: true }, (client) => this.serve(client));
    }

    async listen(): Promise<void> {
        this.server.listen(this.path);
        await once(this.server, "listening");
    }

    /** @param request from 1 up, or what its first line is like; 0: no fault */
    arm(request: number | RegExp, fault: SocketFault): void {
        this.requests = 0;
        this.hit = undefined;
        this.at = request;
        this.fault = fault;
    }

    /** Resolves when the fault that does something is done. */
    async isDone(): Promise<void> {
        await once(this.done, "done");
    }

    close(): void {
        for (const socket of this.open) socket.destroy();
        this.server.close();
    }

    private serve(client: Socket): void {
        const daemon = connect({ path: this.daemon, allowHalfOpen: true });
        const end = (): void => {
            client.destroy();
            daemon.destroy();
        };
        for (const [socket, other] of [
            [client, daemon],
            [daemon, client],
        ]) {
            this.open.add(socket);
            socket.on("error", end);
            socket.on("end", () => other.end());
            socket.on("close", () => this.open.delete(socket));
        }
        daemon.on("data", (chunk: Buffer) => client.write(chunk));
        client.on("data", (chunk: Buffer) => {
            const lines = chunk.toString("latin1");
            const line = REQUEST.exec(lines)?.[0].trim();
            if (line === undefined || !this.isCounted(lines) || !this.isMeant(line)) return void daemon.write(chunk);
            this.hit = line;
            this.break(client, daemon, chunk, end);
        });
    }

    private isMeant(line: string): boolean {
        const number = ++this.requests;
        return typeof this.at === "number" ? number === this.at : this.hit === undefined && this.at.test(line);
    }

    private break(client: Socket, daemon: Socket, chunk: Buffer, end: () => void): void {
        const { fault } = this;
        if (fault === "fail") {
            client.end(REFUSED);
            daemon.destroy();
        } else if (fault === "cut off") {
            end();
        } else if (fault === "unheard") {
            daemon.removeAllListeners("data").once("data", end);
            daemon.write(chunk);
        } else {
            // The rest of the request may follow at once.
            client.pause();
            void fault().finally(() => {
                daemon.write(chunk);
                client.resume();
                this.done.emit("done");
            });
        }
    }
}

/** Those that fail, one a try. */
const { first, every } = pointsToTry(5);

/** Tries until no request to Docker is left that fails; resolves to what the last try, which succeeded, resolves to. */
export async function despiteFailures(run: (environment: NodeJS.ProcessEnv) => Promise<Result>): Promise<Result> {
    const socket = new FaultySocket(temporaryFolder("faulty-socket"));
    await socket.listen();
    try {
        for (let request = first; ; request += every) {
            socket.arm(request, "fail");
            const result = await run({ DOCKER_SOCKET: socket.path });
            if (result.code !== 0) continue;
            assert.ok(request > 5, `only ${request} requests`);
            return result;
        }
    } finally {
        socket.close();
    }
}
