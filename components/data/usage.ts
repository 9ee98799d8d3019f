import { local } from "@pulumi/command";
import * as pulumi from "@pulumi/pulumi";
import { Usage } from "../model/capacity";
import { mountField } from "../model/mounts";
import { parseUsages } from "../model/usage-report";
import { mapInput } from "./map-input";
import { perRun } from "./per-run";
import { script } from "./scripts";

/** The longest command line that `docker run` gets is some tens of kilobytes then, where Linux allows 128. */
const MOUNTS_AT_ONCE = 250;
/** A program asks for most of its volumes at about the same time, and a container costs about half a second. */
const GATHERING_MILLISECONDS = 100;

interface Waiting {
    mount: string;
    resolve: (usage: Usage | undefined) => void;
}

/** Measures on one Docker host, many mounts in one container, and one container at a time. */
class HostUsage {
    private readonly waiting: Waiting[] = [];
    private gathering: NodeJS.Timeout | undefined;
    private running = false;

    constructor(private readonly environment: Record<string, string>) {}

    measure(mount: string): Promise<Usage | undefined> {
        return new Promise((resolve) => {
            this.waiting.push({ mount, resolve });
            if (this.running) return;
            clearTimeout(this.gathering);
            this.gathering = setTimeout(() => void this.work(), GATHERING_MILLISECONDS);
        });
    }

    private async work(): Promise<void> {
        this.running = true;
        while (this.waiting.length > 0) {
            const batch = this.waiting.splice(0, MOUNTS_AT_ONCE);
            const usages = await this.together(batch.map(({ mount }) => mount));
            batch.forEach(({ resolve }, index) => resolve(usages[index]));
        }
        this.running = false;
    }

    /** A mount that Docker refuses fails the container, and with it the others; they are measured one by one then. */
    private async together(mounts: string[]): Promise<(Usage | undefined)[]> {
        const printed = await this.run(mounts);
        if (printed === undefined && mounts.length > 1) {
            const usages: (Usage | undefined)[] = [];
            for (const mount of mounts) usages.push(...(await this.together([mount])));
            return usages;
        }
        return mounts.map((_, index) => printed?.get(index + 1));
    }

    private async run(mounts: string[]): Promise<Map<number, Usage> | undefined> {
        const environment = { ...this.environment, MOUNTS: mounts.join("\n") };
        const command = script("volumes", "measure-usage");
        const { stdout } = await local.run({ command, environment, logging: local.Logging.None });
        return stdout === "" ? undefined : parseUsages(stdout);
    }
}

const hostsOfRun = perRun(() => new Map<string, HostUsage>());

function onHost(environment: Record<string, string>): HostUsage {
    const hosts = hostsOfRun();
    const key = JSON.stringify(Object.entries(environment).sort());
    const host = hosts.get(key) ?? new HostUsage(environment);
    hosts.set(key, host);
    return host;
}

/**
 * What the content of a volume or a host folder takes: undefined when that fails, unknown in a preview. It is kept in no
 * resource, so that a new figure is not a change.
 */
export function measuredUsage(
    environment: Record<string, pulumi.Input<string>>,
    type: "volume" | "bind",
    source: pulumi.Input<string>,
): pulumi.Output<Usage | undefined> {
    if (pulumi.runtime.isDryRun()) {
        return pulumi.output<Usage>(pulumi.unknown as unknown as Usage);
    }
    return pulumi.output(
        mapInput(environment, (known) =>
            pulumi.output(source).apply(async (path) =>
                // The script takes a mount a line.
                path.includes("\n") ? undefined : onHost(known).measure(`type=${type},${mountField(`source=${path}`)}`),
            ),
        ),
    );
}
