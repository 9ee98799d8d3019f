import * as pulumi from "@pulumi/pulumi";
import { AccessMode, VolumeUser, accessProblem } from "../model/access-modes";
import { perRun } from "./per-run";
import { WrongArguments } from "./wrong-arguments";

/** A volume that not every container may mount, and those that do, by their titles. */
interface Limited {
    volume: string;
    mode: AccessMode;
    users: Map<string, VolumeUser>;
}

interface DeclaredMount {
    limited: Limited;
    writes: boolean;
}

/**
 * What one run of a program declares. A volume or container is known by its name as soon as that is known, and until then, within
 * one program, by the output that will be the name.
 */
interface Declared {
    volumes: Map<unknown, Limited>;
    mountsOf: Map<unknown, DeclaredMount[]>;
}

const declared = perRun((): Declared => ({ volumes: new Map(), mountsOf: new Map() }));

/** Notes that not every container may mount a volume; containers that are declared later are checked. */
export function limitAccess(volume: string, mode: AccessMode, volumeName: pulumi.Output<string>): void {
    if (mode === AccessMode.ReadWriteMany) {
        return;
    }
    setByOutputAndValue(declared().volumes, volumeName, { volume, mode, users: new Map() });
}

/** The mounts of one container, as they become known. */
export class ContainerAccess {
    private readonly program = declared();
    private readonly mounts: DeclaredMount[] = [];

    /**
     * @param component of which the containers are: a container's, or a service's
     * @param containers how many it may have at the same time
     */
    constructor(
        private readonly component: string,
        private readonly kind: "SharedContainer" | "SharedService" = "SharedContainer",
        private readonly containers = 1,
    ) {}

    /**
     * Fails if the container may not mount this volume besides the others that do: at once if the program tells, else where the
     * source is used that this returns.
     *
     * @param given the very source that the program gave: another volume's output, or a name
     * @param source the same, checked
     */
    mount(
        path: string,
        given: unknown,
        source: pulumi.Input<string>,
        readOnly?: pulumi.Input<boolean>,
    ): pulumi.Input<string> {
        const { volumes } = this.program;
        // A name may be that of volumes on several hosts; what the program gave is one of them.
        const declaredVolume = volumes.get(given);
        if (declaredVolume !== undefined && typeof readOnly !== "object") {
            this.use(`${path}.source`, declaredVolume, !readOnly);
            return source;
        }
        if (typeof source === "string" || volumes.size === 0) {
            return source;
        }
        return pulumi.all([source, readOnly]).apply(([known, isReadOnly]) => {
            this.use(`${path}.source`, declaredVolume ?? volumes.get(known), !isReadOnly);
            return known;
        });
    }

    /** The same for all that other containers mount. */
    takeOver(containers: unknown): void {
        (Array.isArray(containers) ? containers : []).forEach((from, index) => {
            for (const { limited, writes } of this.program.mountsOf.get(from) ?? []) {
                this.use(`volumesFrom[${index}]`, limited, writes);
            }
        });
    }

    /** Under this name, others can take the mounts over. */
    isNamed(containerName: pulumi.Output<string>): void {
        setByOutputAndValue(this.program.mountsOf, containerName, this.mounts);
    }

    private use(path: string, limited: Limited | undefined, writes: boolean): void {
        if (limited === undefined) {
            return;
        }
        const title = `${this.kind === "SharedService" ? "service" : "container"} ${this.component}`;
        const user = { title, writes, containers: this.containers };
        const others = [...limited.users.values()].filter((other) => other.title !== title);
        const problem = accessProblem(limited.mode, user, others);
        if (problem !== undefined) {
            const reason =
                `${path} is the volume of NamedVolume ${limited.volume}, whose accessMode is ${limited.mode}: ${problem}, or ` +
                "choose another accessMode";
            throw new WrongArguments(`${this.kind} ${this.component}`, [{ propertyPath: path, reason }]);
        }
        limited.users.set(title, {
            ...user,
            writes: writes || limited.users.get(title)?.writes === true,
        });
        this.mounts.push({ limited, writes });
    }
}

function setByOutputAndValue<T>(map: Map<unknown, T>, output: pulumi.Output<string>, value: T): void {
    map.set(output, value);
    output.apply((known) => map.set(known, value));
}
