import { spawn } from "node:child_process";
import { Agent } from "node:http";
import { Duplex } from "node:stream";

function sshArguments(host: URL, options: readonly string[]): string[] {
    const user = host.username === "" ? [] : ["-l", decodeURIComponent(host.username)];
    const port = host.port === "" ? [] : ["-p", host.port];
    return [...options, ...user, ...port, "--", host.hostname, "docker", "system", "dial-stdio"];
}

/** Reaches a daemon as Docker's own command line does: through the machine's `ssh`, with its keys and settings. */
export function sshAgent(host: URL, options: readonly string[]): Agent {
    const agent = new Agent({ keepAlive: false });
    agent.createConnection = () => {
        const child = spawn("ssh", sshArguments(host, options), { stdio: ["pipe", "pipe", "pipe"] });
        const stream = Duplex.from({ readable: child.stdout, writable: child.stdin });
        let complaint = "";
        child.stderr.on("data", (data: Buffer) => (complaint += data.toString()));
        child.on("error", (error) => stream.destroy(error));
        child.on("close", (code) => {
            if (code) stream.destroy(new Error(`ssh exited with ${code}: ${complaint.trim()}`));
        });
        stream.on("close", () => child.kill());
        return stream;
    };
    return agent;
}
