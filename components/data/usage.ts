import { local } from "@pulumi/command";
import * as pulumi from "@pulumi/pulumi";
import { allocatedBytes, usedBytes } from "../model/capacity";
import { FileSystem } from "../model/file-system";
import { mountField } from "../model/mounts";
import { Measurement, parseMeasurements } from "../model/usage-report";
import { failAtEnd } from "./failure-at-end";
import { mapInput } from "./map-input";
import { perRun } from "./per-run";
import { scriptRun } from "./script-run";
import { script } from "./scripts";

/** The longest command line that `docker run` gets is some tens of kilobytes then, where Linux allows 128. */
const MOUNTS_AT_ONCE = 250;
/** A program asks for most of its volumes at about the same time, and a container costs about half a second. */
const GATHERING_MILLISECONDS = 100;

/** Until a measurement is given up. */
const LIMIT_SECONDS = { ofDockerHost: 120, ofServer: 30 };
/** How long Docker may take besides, to start a container and to end it. */
const DOCKER_SECONDS = 20;

interface Waiting {
    mount: string;
    resolve: (measurement: Measurement) => void;
}

/** Measures on one Docker host, many mounts in one container, and one container at a time. */
class HostMeasurements {
    private readonly waiting: Waiting[] = [];
    private gathering: NodeJS.Timeout | undefined;
    private running = false;

    constructor(private readonly environment: Record<string, string>) {}

    measure(mount: string): Promise<Measurement> {
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
            const found = await this.together(batch.map(({ mount }) => mount));
            batch.forEach(({ resolve }, index) => resolve(found[index]));
        }
        this.running = false;
    }

    /** A mount that Docker refuses fails the container, and with it the others; they are measured one by one then. */
    private async together(mounts: string[]): Promise<Measurement[]> {
        const printed = await this.run(mounts);
        if (printed === undefined && mounts.length > 1) {
            const found: Measurement[] = [];
            for (const mount of mounts) found.push(...(await this.together([mount])));
            return found;
        }
        return mounts.map((_, index) => printed?.get(index + 1) ?? {});
    }

    private async run(mounts: string[]): Promise<Map<number, Measurement> | undefined> {
        const environment = { ...this.environment, MOUNTS: mounts.join("\n") };
        const { stdout } = await local.run({
            ...scriptRun(script("begin", "limited", "measure-usage"), environment),
            logging: local.Logging.None,
        });
        return stdout === "" ? undefined : parseMeasurements(stdout);
    }
}

const hostsOfRun = perRun(() => new Map<string, HostMeasurements>());

/** What a server has is measured apart: if it does not answer, the figures of others are not held up. */
function onHost(host: Record<string, string>, server: string | undefined): HostMeasurements {
    const hosts = hostsOfRun();
    const key = JSON.stringify([server ?? null, ...Object.entries(host).sort()]);
    const limit = server === undefined ? LIMIT_SECONDS.ofDockerHost : LIMIT_SECONDS.ofServer;
    const limits = { LIMIT_SECONDS: String(limit), GIVE_UP_SECONDS: String(limit + DOCKER_SECONDS) };
    const found = hosts.get(key) ?? new HostMeasurements({ ...host, ...limits });
    hosts.set(key, found);
    return found;
}

/** What a volume or a host folder holds: each is undefined when it cannot be told or is not asked for, unknown in a preview. */
export interface Measured {
    usedBytes: pulumi.Output<number | undefined>;
    dataBytes: pulumi.Output<number | undefined>;
    allocatedBytes: pulumi.Output<number | undefined>;
    fileSystem: pulumi.Output<FileSystem | undefined>;
}

export interface Measurable {
    type: "volume" | "bind";
    /** The volume's name, or the folder's path. */
    source: pulumi.Input<string>;
    /** The machine that has the content, if that is not the Docker host. */
    server?: pulumi.Input<string | undefined>;
    /** What has to be over before: the file of a test of its speed would count. */
    after?: pulumi.Output<unknown>;
}

/**
 * The figures of each update. They are kept in no resource, so that a new one is not a change. A volume that is gone makes the update
 * fail once all is done.
 */
export function measured(
    isWanted: boolean | undefined,
    environment: Record<string, pulumi.Input<string>>,
    measurable: Measurable,
    component: pulumi.Resource,
): Measured {
    const measurement = isWanted === false ? pulumi.output<Measurement>({}) : measurementOf(environment, measurable);
    pulumi
        .all([measurement, measurable.source])
        .apply(([{ isGone }, name]) => isGone && failAtEnd(gone(name), component));
    return {
        usedBytes: measurement.apply(({ usage }) => usage && usedBytes(usage)),
        dataBytes: measurement.apply(({ usage }) => usage?.dataBytes),
        allocatedBytes: measurement.apply(({ usage }) => usage && allocatedBytes(usage)),
        fileSystem: measurement.apply(({ fileSystem }) => fileSystem),
    };
}

function gone(volume: string): string {
    return (
        `volume ${volume} is gone from its Docker host, though nobody has removed it with Pulumi: somebody else has, or a prune. Put it back ` +
        "if that is possible. Or update with --refresh: that makes another one, restored or seeded as the program says, or else empty"
    );
}

function measurementOf(
    environment: Record<string, pulumi.Input<string>>,
    { type, source, server, after }: Measurable,
): pulumi.Output<Measurement> {
    if (pulumi.runtime.isDryRun()) {
        return pulumi.output<Measurement>(pulumi.unknown as unknown as Measurement);
    }
    // The driver's options may hold a password; no figure tells it.
    const openServer = pulumi.Output.isInstance(server) ? pulumi.unsecret(server) : server;
    return pulumi.output(
        mapInput({ host: environment, server: openServer }, (known) =>
            pulumi.all([source, after]).apply(async ([path]): Promise<Measurement> => {
                // The script takes a mount a line.
                if (path.includes("\n")) return {};
                return onHost(known.host, known.server).measure(`type=${type},${mountField(`source=${path}`)}`);
            }),
        ),
    );
}
