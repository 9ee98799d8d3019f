import { once } from "node:events";
import { connect, createServer, Server, Socket } from "node:net";

interface Wanted {
    request: RegExp;
    isKept: boolean;
    answered: () => void;
}

/** A socket that leads to the machine's own daemon. What the daemon answers may be kept from whoever asked. */
export class KeptAnswers {
    private readonly server: Server;
    private readonly open = new Set<Socket>();
    private wanted: Wanted | undefined;

    constructor(
        readonly socket: string,
        daemon = "/var/run/docker.sock",
    ) {
        this.server = createServer((client) => this.serve(client, connect(daemon)));
    }

    async start(): Promise<void> {
        await once(this.server.listen(this.socket), "listening");
    }

    /** Resolves when the daemon has answered the next request whose first line is like that. */
    answered(request: RegExp, isKept = false): Promise<void> {
        return new Promise((answered) => (this.wanted = { request, isKept, answered }));
    }

    stop(): void {
        for (const socket of this.open) socket.destroy();
        this.server.close();
    }

    private serve(client: Socket, daemon: Socket): void {
        let asked: Wanted | undefined;
        client.on("data", (bytes: Buffer) => {
            if (this.wanted?.request.test(bytes.toString())) [asked, this.wanted] = [this.wanted, undefined];
            daemon.write(bytes);
        });
        daemon.on("data", (bytes: Buffer) => {
            if (!asked?.isKept) client.write(bytes);
            asked?.answered();
        });
        for (const [one, other] of [
            [client, daemon],
            [daemon, client],
        ]) {
            this.open.add(one);
            one.on("error", () => other.destroy());
            one.on("end", () => other.end());
            one.on("close", () => this.open.delete(one));
        }
    }
}
