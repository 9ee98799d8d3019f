import { execFile } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";

const execute = promisify(execFile);

/** For one answer; a machine that is switched off gives none at all. */
const ANSWER_LIMIT_SECONDS = 10;
const PAUSE_SECONDS = 1;
const TELL_EVERY_SECONDS = 10;
/** As which-daemon.sh asks. */
const IDENTITY = "{{.Name}} {{.ID}} {{.DockerRootDir}}";

export interface FoundDaemon {
    /** Which daemon answered; undefined if none did. */
    daemonId?: string;
    /** Why it did not. */
    complaint?: string;
}

/**
 * Asks which daemon the variables lead to, until one answers or the time is over.
 *
 * @param tell told of every so often that it is waited
 */
export async function findDaemon(
    variables: Record<string, string>,
    waitSeconds: number,
    tell: (waitedSeconds: number, complaint: string) => void,
): Promise<FoundDaemon> {
    const started = Date.now();
    let toldSeconds = -TELL_EVERY_SECONDS;
    for (;;) {
        const found = await ask(variables);
        const waitedSeconds = (Date.now() - started) / 1000;
        if (found.daemonId !== undefined || waitedSeconds >= waitSeconds) return found;
        if (waitedSeconds - toldSeconds >= TELL_EVERY_SECONDS) {
            toldSeconds = waitedSeconds;
            tell(waitedSeconds, found.complaint ?? "");
        }
        await sleep(PAUSE_SECONDS * 1000);
    }
}

async function ask(variables: Record<string, string>): Promise<FoundDaemon> {
    const options = {
        env: { ...process.env, ...variables },
        timeout: ANSWER_LIMIT_SECONDS * 1000,
        killSignal: "SIGKILL",
    } as const;
    try {
        const { stdout } = await execute("docker", ["info", "--format", IDENTITY], options);
        return { daemonId: stdout.trim() };
    } catch (error) {
        return { complaint: complaintOf(error as Error & { stderr?: string; killed?: boolean; code?: string }) };
    }
}

function complaintOf(error: Error & { stderr?: string; killed?: boolean; code?: string }): string {
    if (error.killed) return `no answer within ${ANSWER_LIMIT_SECONDS} s`;
    if (error.code === "ENOENT") return "there is no docker command on PATH";
    const lines = (error.stderr ?? "").split("\n").filter((line) => line.trim() !== "");
    return (lines.at(-1) ?? error.message).replace(/^(ERROR|error during connect): /, "").trim();
}
