import { ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync } from "node:fs";

/** Whoever asks the kernel's end of it anything waits: nobody serves the other end. */
const MOUNT = `exec 3<>/dev/fuse
mount -i -t fuse -o fd=3,rootmode=40000,user_id=0,group_id=0,allow_other hanging "$1" && echo mounted && exec sleep infinity`;

/** A file system that does not answer, as that of a server that is gone. */
export class HangingDisk {
    private constructor(
        readonly folder: string,
        private readonly server: ChildProcess,
    ) {}

    static async mount(folder: string): Promise<HangingDisk> {
        mkdirSync(folder);
        const server = spawn("bash", ["-c", MOUNT, "bash", folder], { stdio: ["ignore", "pipe", "inherit"] });
        await once(server.stdout, "data");
        return new HangingDisk(folder, server);
    }

    /** All who wait are told that it is gone. */
    async end(): Promise<void> {
        const exited = once(this.server, "exit");
        this.server.kill("SIGKILL");
        await exited;
        execFileSync("umount", ["--lazy", this.folder]);
    }
}
