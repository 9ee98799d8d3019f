import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { capture, must } from "../../setup/process.mjs";
import { labFolder } from "./places";

/** The key that opens every machine of the lab; made when it comes up, gone when it goes down. */
export const identityFile = join(labFolder, "identity");
export const knownHostsFile = join(labFolder, "known_hosts");

export async function makeKey(): Promise<void> {
    await must("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", "docker-storage-lab", "-f", identityFile]);
}

/** Commands as root on one machine, over one connection: setting one up takes a second on an emulated processor. */
export class SecureShell {
    /** As in ~/.ssh/config. */
    readonly settings: Record<string, string>;
    readonly command: string[];
    private readonly socket: string;
    private connecting: Promise<void> | undefined;

    constructor(address: string) {
        this.socket = join(labFolder, `${address}.ssh`);
        this.settings = {
            IdentityFile: identityFile,
            IdentitiesOnly: "yes",
            UserKnownHostsFile: knownHostsFile,
            StrictHostKeyChecking: "accept-new",
            BatchMode: "yes",
            LogLevel: "ERROR",
            ControlPath: this.socket,
        };
        const options = Object.entries(this.settings).flatMap(([name, value]) => ["-o", `${name}=${value}`]);
        this.command = ["-F", "none", ...options, `root@${address}`];
    }

    /** Resolves to what the command printed; rejects with what it complained of when it fails. */
    async run(command: string, input: string | Buffer): Promise<string> {
        await this.connect();
        const child = spawn("ssh", [...this.command, command], { stdio: "pipe" });
        child.stdin.on("error", () => undefined).end(input);
        const exited = once(child, "exit") as Promise<[number | null]>;
        const [output, complaint, [code]] = await Promise.all([text(child.stdout), text(child.stderr), exited]);
        if (code === 0) return output;
        throw new Error(`\`${command}\` ended with exit code ${code ?? "none"}: ${complaint}${output}`);
    }

    /** Lets go of the connection, before the machine it leads to goes. */
    async close(): Promise<void> {
        if (existsSync(this.socket)) await capture("ssh", ["-O", "exit", ...this.command]);
        this.connecting = undefined;
    }

    /** What keeps the connection stays behind, so it must not hold the pipes of a command. */
    private connect(): Promise<void> {
        if (existsSync(this.socket)) return Promise.resolve();
        this.connecting ??= must("ssh", ["-M", "-N", "-f", ...this.command], { stdio: "ignore" }).finally(
            () => (this.connecting = undefined),
        );
        return this.connecting;
    }
}
