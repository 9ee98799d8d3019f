import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import type { Operation } from "../operation";

export interface Timing {
    seconds: number;
    /** Of the process itself, without those that it starts. Linux only. */
    peakMemoryBytes: number | undefined;
}

const SAMPLE_MILLISECONDS = 20;
const SHOWN_CHARACTERS = 2000;

/** @throws Error with the end of what it printed, when it fails */
export async function timedRun({ command, folder, environment }: Operation): Promise<Timing> {
    const [file, ...args] = command;
    const startedAt = performance.now();
    const child = spawn(file, args, { cwd: folder, env: environment, stdio: ["ignore", "pipe", "pipe"] });
    let printed = "";
    for (const stream of [child.stdout, child.stderr]) {
        stream.setEncoding("utf8").on("data", (text: string) => (printed = (printed + text).slice(-SHOWN_CHARACTERS)));
    }
    let peakMemoryBytes: number | undefined;
    const sampling = setInterval(() => {
        peakMemoryBytes = peakOf(child.pid) ?? peakMemoryBytes;
    }, SAMPLE_MILLISECONDS);
    const [code] = (await once(child, "exit").finally(() => {
        clearInterval(sampling);
    })) as [number | null];
    const seconds = (performance.now() - startedAt) / 1000;
    if (code !== 0) throw new Error(`${command.join(" ")}: exit code ${code ?? "none"}\n${printed}`);
    return { seconds, peakMemoryBytes };
}

/** The kernel's own high-water mark, so the last sample before the end is good enough. */
function peakOf(pid: number | undefined): number | undefined {
    try {
        const kilobytes = /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync(`/proc/${pid ?? ""}/status`, "utf8"))?.[1];
        return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
    } catch {
        return undefined;
    }
}
