import { setTimeout as sleep } from "node:timers/promises";
import type Docker from "dockerode";
import type { Container } from "dockerode";
import { during } from "./daemon-error";
import { Call } from "./resource-kind";
import { TerraformObject } from "./schema";
import { flag, number } from "./values";

const HEALTH_PAUSE_SECONDS = 1;

async function untilHealthy(container: Container, limitSeconds: number, signal: AbortSignal): Promise<void> {
    const deadline = Date.now() + limitSeconds * 1000;
    for (;;) {
        const { State } = await during("error inspecting container state", container.inspect());
        if (State.Health === undefined) {
            throw new Error(
                "you have supplied a 'wait' argument, but the container does not have a healthcheck defined. " +
                    "Please remove the 'wait' argument or add a 'healthcheck' attribute",
            );
        }
        if (State.Health.Status === "healthy") return;
        const left = deadline - Date.now();
        if (left <= 0) throw new Error("container failed to be in healthy state");
        await sleep(Math.min(HEALTH_PAUSE_SECONDS * 1000, left), undefined, { signal });
    }
}

export async function startContainer(container: Container, planned: TerraformObject, call: Call): Promise<void> {
    await during("Unable to start container", container.start());
    if (flag(planned.wait)) await untilHealthy(container, number(planned.wait_timeout) ?? 0, call.signal);
}

/** Everything that the container writes until it ends, both streams in the order in which they came. */
async function followLogs(docker: Docker, container: Container, tty: boolean): Promise<string> {
    const stream = await during(
        "unable to read container logs",
        container.logs({ stdout: true, stderr: true, follow: true }),
    );
    const chunks: Buffer[] = [];
    const sink = { write: (chunk: Buffer) => void chunks.push(chunk) } as unknown as NodeJS.WritableStream;
    const ended = new Promise<void>((resolve, reject) => stream.on("end", resolve).on("error", reject));
    if (tty) stream.on("data", (chunk: Buffer) => chunks.push(chunk));
    else docker.modem.demuxStream(stream, sink, sink);
    await ended;
    return Buffer.concat(chunks).toString();
}

/** Waits for the container to end, and answers with what it wrote if that is wanted. */
export async function attachUntilEnd(
    docker: Docker,
    container: Container,
    planned: TerraformObject,
): Promise<string | undefined> {
    const logs = flag(planned.logs) ? followLogs(docker, container, flag(planned.tty)) : undefined;
    await during("Unable to wait container end of execution", container.wait());
    return logs;
}
