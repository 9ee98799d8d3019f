import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { promisify } from "node:util";
import { toolboxImage } from "../../setup/toolbox.mjs";

const execute = promisify(execFile);
const RUN = randomBytes(4).toString("hex");

/** Two volumes of this run, of which one is copied to the other, each time in a container as the gate does it. */
export class CopiedVolumes {
    private readonly from = `docker-storage-bench-${RUN}-from`;
    private readonly to = `docker-storage-bench-${RUN}-to`;

    async fill(script: string): Promise<void> {
        // Docker leaves one alone that is there.
        await this.make(this.from);
        await this.inContainer("sh", ["-euc", `cd /from; ${script}; sync`], false);
    }

    /** Empties the copy, down to the disk, so that what comes next does not wait for it. */
    async emptyCopy(): Promise<void> {
        await this.remove(this.to);
        await this.make(this.to);
        await this.inContainer("sync", ["-f", "/to"], true);
    }

    /** Resolves to the seconds that a container took, its start included. */
    async timed(entrypoint: string, args: string[]): Promise<number> {
        const startedAt = performance.now();
        await this.inContainer(entrypoint, args, true);
        return (performance.now() - startedAt) / 1000;
    }

    async removeAll(): Promise<void> {
        await this.remove(this.to);
        await this.remove(this.from);
    }

    private async inContainer(entrypoint: string, args: string[], readOnly: boolean): Promise<void> {
        const from = `type=volume,source=${this.from},target=/from${readOnly ? ",readonly" : ""}`;
        const to = readOnly ? ["--mount", `type=volume,source=${this.to},target=/to`] : [];
        const names = ["--env", `FROM=${this.from}`, "--env", `TO=${this.to}`, "--env", "COPY_ID=bench"];
        const container = ["run", "--rm", "--network", "none", "--label", "io.docker-storage.managed=bench"];
        const command = ["--entrypoint", entrypoint, toolboxImage, ...args];
        await execute("docker", [...container, "--mount", from, ...to, ...names, ...command]);
    }

    private async make(name: string): Promise<void> {
        await execute("docker", ["volume", "create", "--label", "io.docker-storage.managed=bench", name]);
    }

    private async remove(name: string): Promise<void> {
        await execute("docker", ["volume", "rm", "--force", name]);
    }
}
