import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { script } from "../data/scripts";
import { Usage } from "../model/capacity";
import { volumeName } from "../model/docker-names";
import { mountField } from "../model/mounts";
import { parseMeasurements } from "../model/usage-report";
import { DockerHost } from "./model/effects";
import { CopyRate } from "./model/estimate";

const execute = promisify(execFile);

/** What of a volume is copied to see how fast that goes. */
const SAMPLE = { SAMPLE_BYTES: String(64 * 1024 * 1024), SAMPLE_SECONDS: "3" };
/** How long a daemon may take to answer a question, and to start and end a container besides what that works. */
const ANSWER_LIMIT_SECONDS = 20;
const MAX_ANSWER_BYTES = 64 * 1024 * 1024;
/** What Docker calls a volume that nobody has named. */
const ANONYMOUS_NAME = /^[0-9a-f]{64}$/;

/** Asks one daemon, through the `docker` command and containers of the toolbox image; it changes nothing there. */
export class Daemon {
    /** @param limitSeconds how long one measurement may take */
    constructor(
        private readonly host: DockerHost,
        private readonly limitSeconds: number,
    ) {}

    /** @throws if the daemon cannot be asked */
    async volumeNames(): Promise<Set<string>> {
        return new Set((await this.docker("volume", "ls", "--quiet")).split("\n").filter(Boolean));
    }

    /** The anonymous volumes of each container that is there, by its id. */
    async anonymousVolumes(containerIds: string[]): Promise<Map<string, string[]>> {
        const listed = await this.docker("container", "ls", "--all", "--quiet", "--no-trunc");
        const there = containerIds.filter((id) => listed.split("\n").includes(id));
        if (there.length === 0) return new Map();
        const format = "{{.Id}} {{json .Mounts}}";
        const lines = (await this.docker("container", "inspect", "--format", format, ...there)).trim().split("\n");
        return new Map(
            lines.map((line) => {
                const end = line.indexOf(" ");
                const mounts = JSON.parse(line.slice(end)) as { Type: string; Name?: string }[];
                const names = mounts.flatMap(({ Type, Name }) => (Type === "volume" && Name ? [Name] : []));
                return [line.slice(0, end), names.filter((name) => ANONYMOUS_NAME.test(name))];
            }),
        );
    }

    /** What volumes hold, by name, measured in one container; one that Docker cannot mount fails it, so then each has its own. */
    async usages(volumes: string[]): Promise<Map<string, Usage>> {
        // The names are those of a document that anybody may have written, and go into the arguments of mounts.
        const sound = volumes.filter((name) => volumeName(name) === undefined);
        const printed = await this.script("measure-usage", {
            MOUNTS: sound.map((name) => `type=volume,${mountField(`source=${name}`)}`).join("\n"),
        });
        const usages = [...parseMeasurements(printed ?? "")].flatMap(([number, { usage }]) =>
            usage ? [[sound[number - 1], usage] as const] : [],
        );
        if (usages.length > 0 || sound.length < 2) return new Map(usages);
        const alone: Array<[string, Usage]> = [];
        for (const name of sound) alone.push(...(await this.usages([name])));
        return new Map(alone);
    }

    /** How fast the data of a volume is copied and compared on the Docker host; nothing when that cannot be told. */
    async copyRate(volume: string): Promise<CopyRate | undefined> {
        const startedMilliseconds = Date.now();
        const printed = await this.script("measure-copy-rate", { VOLUME: volume, ...SAMPLE });
        const seconds = (Date.now() - startedMilliseconds) / 1000;
        const [bytes, nanoseconds] = (printed ?? "").split(" ").map(Number);
        if (!(bytes > 0 && nanoseconds > 0)) return undefined;
        return { bytesPerSecond: bytes / (nanoseconds / 1e9), startSeconds: Math.max(0, seconds - nanoseconds / 1e9) };
    }

    private get environment(): NodeJS.ProcessEnv {
        const { address, certPath, toolboxImage } = this.host;
        return {
            ...process.env,
            ...(address && { DOCKER_HOST: address }),
            ...(certPath && { DOCKER_CERT_PATH: certPath, DOCKER_TLS_VERIFY: "1" }),
            TOOLBOX: toolboxImage,
        };
    }

    private async docker(...args: string[]): Promise<string> {
        return (await execute("docker", args, this.options(this.environment, ANSWER_LIMIT_SECONDS))).stdout;
    }

    private async script(name: string, variables: Record<string, string>): Promise<string | undefined> {
        const giveUpSeconds = this.limitSeconds + ANSWER_LIMIT_SECONDS;
        const limits = { LIMIT_SECONDS: String(this.limitSeconds), GIVE_UP_SECONDS: String(giveUpSeconds) };
        const options = this.options({ ...this.environment, ...variables, ...limits }, giveUpSeconds);
        try {
            return (await execute("sh", ["-c", script("begin", "toolbox", "limited", name)], options)).stdout.trim();
        } catch {
            return undefined;
        }
    }

    private options(
        env: NodeJS.ProcessEnv,
        limitSeconds: number,
    ): Parameters<typeof execute>[2] & { encoding: "utf8" } {
        return {
            env,
            encoding: "utf8",
            timeout: limitSeconds * 1000,
            killSignal: "SIGKILL",
            maxBuffer: MAX_ANSWER_BYTES,
        };
    }
}
