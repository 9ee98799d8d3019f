import { basename, dirname } from "node:path";
import type { Container } from "dockerode";
import { toolboxImage } from "../../setup/toolbox.mjs";
import { docker } from "./docker-view";

/** Whoever opens a file that is leased waits, at most /proc/sys/fs/lease-break-time. Source: fcntl(2), F_SETLEASE. */
const LEASE = `
import fcntl, os, signal
file = os.open("/volume/" + os.environ["NAME"], os.O_RDONLY)
signal.signal(signal.SIGIO, lambda *_: print("wanted", flush=True))
fcntl.fcntl(file, fcntl.F_SETLEASE, fcntl.F_WRLCK)
print("leased", flush=True)
while True: signal.pause()`;

/** A file of a volume that nobody can open, and that says when somebody wants to. */
export class LeasedFile {
    private constructor(
        private readonly holder: Container,
        private readonly said: AsyncIterator<Buffer>,
    ) {}

    static async lease(volume: string, name: string): Promise<LeasedFile> {
        // By the folder above: whoever has a volume, or its folder, keeps it from being saved and removed.
        const { Mountpoint } = await docker.getVolume(volume).inspect();
        const holder = await docker.createContainer({
            Image: toolboxImage,
            Cmd: ["python3", "-c", LEASE],
            Env: [`NAME=${basename(Mountpoint)}/${name}`],
            Tty: true,
            Labels: { "io.docker-storage.managed": "test" },
            HostConfig: {
                NetworkMode: "none",
                Mounts: [{ Type: "bind", Source: dirname(Mountpoint), Target: "/volume", ReadOnly: true }],
            },
        });
        const stream = await holder.attach({ stream: true, stdout: true, stderr: true });
        const file = new LeasedFile(holder, (stream as AsyncIterable<Buffer>)[Symbol.asyncIterator]());
        await holder.start();
        await file.says("leased");
        return file;
    }

    /** Resolves once somebody wants to open it. */
    wanted(): Promise<void> {
        return this.says("wanted");
    }

    /** Whoever waits goes on. */
    async release(): Promise<void> {
        await this.holder.remove({ force: true });
    }

    private async says(word: string): Promise<void> {
        for (let text = ""; !text.includes(word);) {
            const { done, value } = (await this.said.next()) as IteratorResult<unknown, unknown>;
            if (done) throw new Error(`no file was leased: ${text}`);
            text += String(value);
        }
    }
}
