import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { AddressInfo, connect, Socket } from "node:net";
import { join } from "node:path";
import { createServer, Server } from "node:tls";
import { onPath } from "../../setup/machine.mjs";

export const openssl = onPath("openssl");

/** Lets clients with a certificate of its own authority in to a daemon's socket, on a port of 127.0.0.1. */
export class TlsFront {
    /** The folder with what a client needs. */
    readonly certPath: string;
    private server: Server | undefined;
    private readonly open = new Set<Socket>();

    constructor(private readonly folder: string) {
        this.certPath = join(folder, "client");
        for (const part of [folder, this.certPath, join(folder, "server")]) mkdirSync(part);
        this.run(
            "req",
            "-x509",
            ...NEW_KEY,
            join(folder, "ca-key.pem"),
            "-out",
            join(this.certPath, "ca.pem"),
            "-subj",
            "/CN=ca",
        );
        this.issue(this.certPath, "extendedKeyUsage=clientAuth");
        this.issue(join(folder, "server"), "subjectAltName=IP:127.0.0.1\nextendedKeyUsage=serverAuth");
    }

    private issue(folder: string, extensions: string): void {
        const [key, cert, request, file] = ["key.pem", "cert.pem", "request.pem", "extensions"].map((one) =>
            join(folder, one),
        );
        writeFileSync(file, extensions);
        this.run("req", ...NEW_KEY, key, "-out", request, "-subj", "/CN=one");
        const authority = [
            "-CA",
            join(this.certPath, "ca.pem"),
            "-CAkey",
            join(this.folder, "ca-key.pem"),
            "-CAcreateserial",
        ];
        this.run("x509", "-req", "-in", request, ...authority, "-out", cert, "-extfile", file);
    }

    private run(...args: string[]): void {
        execFileSync(openssl ?? "openssl", args, { stdio: "ignore" });
    }

    /** Resolves to the address, as in DOCKER_HOST. */
    async start(socketPath: string): Promise<string> {
        const pem = (...parts: string[]): Buffer => readFileSync(join(this.folder, ...parts));
        const settings = {
            ca: pem("client", "ca.pem"),
            cert: pem("server", "cert.pem"),
            key: pem("server", "key.pem"),
            requestCert: true,
            rejectUnauthorized: true,
            allowHalfOpen: true,
        };
        const server = createServer(settings, (client) => {
            const daemon = connect({ path: socketPath, allowHalfOpen: true });
            for (const [one, other] of [
                [client, daemon],
                [daemon, client],
            ] as const) {
                this.open.add(one);
                one.pipe(other);
                one.on("error", () => other.destroy());
                one.on("close", () => this.open.delete(one));
            }
        });
        this.server = server;
        await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
        return `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`;
    }

    stop(): void {
        for (const socket of this.open) socket.destroy();
        this.server?.close();
    }
}

const NEW_KEY = ["-newkey", "rsa:2048", "-noenc", "-keyout"];
