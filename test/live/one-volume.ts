import { Restoration } from "../../components/model/snapshots";
import { docker, volumeExists } from "./docker-view";
import { Config, StackCopy } from "./stack-copy";

export interface Outputs {
    volume: string;
    container: string;
    restored?: Restoration;
    capacityEnforcement?: string;
    usableBytes?: number;
    mounts: { type: string; name: string; source: string; destination: string; mode: string; rw: boolean }[];
}

/** A stack of the program in programs/one-volume. */
export class OneVolume {
    readonly stack: StackCopy;
    private readonly volumes = new Set<string>();

    /** @param environment what the engine runs with beyond this process's own */
    constructor(command: string[], folder: string, environment: NodeJS.ProcessEnv = {}) {
        this.stack = new StackCopy(command, folder, "test/live/programs/one-volume", environment);
    }

    /** Unique, for what the test names itself. */
    get name(): string {
        return this.stack.name;
    }

    get snapshotsVolume(): string {
        return this.stack.snapshotsVolume;
    }

    init(): Promise<void> {
        return this.stack.init();
    }

    /** Rejects with what was printed when the update fails. */
    async up(config: Config, ...args: string[]): Promise<Outputs> {
        this.stack.setConfig(config);
        await this.stack.up(...args);
        const outputs = (await this.stack.outputs()) as unknown as Outputs;
        this.volumes.add(outputs.volume);
        return outputs;
    }

    destroy(): Promise<void> {
        return this.stack.destroy();
    }

    /** Destroys the stack and removes what outlives it, the given volumes included. */
    async cleanUp(...more: string[]): Promise<void> {
        await this.stack.destroy();
        for (const name of new Set([...this.volumes, this.snapshotsVolume, ...more])) {
            if (await volumeExists(name)) {
                await docker.getVolume(name).remove();
            }
        }
    }
}
