import { ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { userInfo } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { isRoot, onPath, withSystemFolders } from "../../setup/machine.mjs";
import { freePort } from "./docker-view";
import { sshWith } from "./ssh-with";

const path = withSystemFolders(process.env.PATH ?? "");
/** It is started by its whole path only, as it starts itself again. */
export const sshd = isRoot() ? onPath("sshd", path) : undefined;

/** A server of ssh on a port of 127.0.0.1, with keys of its own, on which `docker` talks to a daemon of the test's. */
export class OwnSshd {
    private process: ChildProcess | undefined;
    /** A folder for PATH, with an `ssh` that has the settings which a user has in ~/.ssh. */
    readonly bin: string;

    constructor(private readonly folder: string) {
        this.bin = join(folder, "bin");
        mkdirSync(folder, { recursive: true });
        for (const key of ["host", "user"]) {
            execFileSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", join(folder, key)]);
        }
    }

    /** Resolves to the address, as in DOCKER_HOST. */
    async start(dockerHost: string): Promise<string> {
        const port = await freePort();
        const file = (name: string): string => join(this.folder, name);
        writeFileSync(file("known"), `[127.0.0.1]:${port} ${readFileSync(file("host.pub"), "utf8")}`);
        writeFileSync(file("authorized"), readFileSync(file("user.pub")));
        writeFileSync(
            file("sshd_config"),
            [
                `ListenAddress 127.0.0.1:${port}`,
                `HostKey ${file("host")}`,
                `AuthorizedKeysFile ${file("authorized")}`,
                `SetEnv DOCKER_HOST=${dockerHost}`,
                `PidFile ${file("pid")}`,
                "PasswordAuthentication no",
                "PermitRootLogin yes",
                "StrictModes no",
                "UsePAM no",
            ].join("\n"),
        );
        sshWith(
            {
                BatchMode: "yes",
                IdentitiesOnly: "yes",
                IdentityFile: file("user"),
                UserKnownHostsFile: file("known"),
            },
            this.bin,
        );
        const child = spawn(sshd ?? "sshd", ["-D", "-e", "-f", file("sshd_config")], {
            stdio: ["ignore", "ignore", "pipe"],
        });
        this.process = child;
        const lines: string[] = [];
        for await (const line of createInterface({ input: child.stderr })) {
            lines.push(line);
            if (line.includes("Server listening")) {
                child.stderr.resume();
                return `ssh://${userInfo().username}@127.0.0.1:${port}`;
            }
        }
        throw new Error(`sshd did not start:\n${lines.join("\n")}`);
    }

    async stop(): Promise<void> {
        const child = this.process;
        if (child === undefined || child.exitCode !== null) return;
        const exited = once(child, "exit");
        child.kill();
        await exited;
    }
}
