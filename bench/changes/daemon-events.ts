import { createInterface } from "node:readline";
import Docker from "dockerode";
import type { Turn } from "./down-time";
import type { MountEvent } from "./related-volumes";
import { ROLE_LABEL, SCOPE_LABEL } from "./resolve";

interface Event {
    Type: string;
    Action: string;
    Actor: { ID: string; Attributes: Record<string, string | undefined> };
    timeNano: number;
}

type EventStream = NodeJS.ReadableStream & { destroy(): void };

const NANOSECONDS = 1e9;

/** What the daemon tells of a run, as it happens: its history is short, and others use the same daemon. */
export class DaemonEvents {
    readonly turns: Turn[] = [];
    /** Of everybody's containers: what belongs to the run shows only later. */
    readonly mounts: MountEvent[] = [];
    /** The containers of the run, removed ones too. */
    readonly containers = new Set<string>();
    private readonly gone = new Set<string>();
    private waiting: (() => void)[] = [];

    private constructor(
        private readonly stream: EventStream,
        private readonly scope: string,
    ) {
        createInterface({ input: stream }).on("line", (line) => this.take(JSON.parse(line) as Event));
    }

    static async listen(docker: Docker, scope: string): Promise<DaemonEvents> {
        const filters = { type: ["container", "volume"], event: ["create", "start", "die", "destroy", "mount"] };
        const stream = (await docker.getEvents({ filters: JSON.stringify(filters) })) as EventStream;
        return new DaemonEvents(stream, scope);
    }

    /** Resolves once the daemon has told that this container of the run is gone, and so everything before. */
    async untilGone(name: string): Promise<void> {
        while (!this.gone.has(name)) {
            await new Promise<void>((resolve) => this.waiting.push(resolve));
        }
    }

    end(): void {
        this.stream.destroy();
    }

    private take({ Type, Action, Actor, timeNano }: Event): void {
        if (Type === "volume") {
            const { container } = Actor.Attributes;
            if (Action === "mount" && container !== undefined) this.mounts.push({ container, volume: Actor.ID });
            return;
        }
        if (Actor.Attributes[SCOPE_LABEL] !== this.scope) return;
        this.containers.add(Actor.ID);
        const role = Actor.Attributes[ROLE_LABEL] ?? "";
        if (Action === "start" || Action === "die") {
            this.turns.push({ atSeconds: timeNano / NANOSECONDS, role, container: Actor.ID, action: Action });
        }
        if (Action === "destroy") this.gone.add(Actor.Attributes.name ?? "");
        this.waiting.splice(0).forEach((wake) => wake());
    }
}
