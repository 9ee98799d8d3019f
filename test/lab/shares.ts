import { randomBytes } from "node:crypto";
import { FileSystem } from "../../components/model/file-system";
import { NfsAccess } from "../../components/model/nfs-access";
import { NfsVolumeArgs } from "../../components/index";
import { Migration } from "../../components/model/migration";
import { Performance } from "../../components/model/performance";
import { embedded } from "../live/engines";
import { StackCopy } from "../live/stack-copy";
import { LabHost, NfsServer } from "./lab";

/** What config says of a container. */
export interface App {
    volume: string;
    dockerHost?: string;
    command?: string[];
}

/** What was measured of an NfsVolume. */
export interface Figures {
    usedBytes?: number;
    dataBytes?: number;
    allocatedBytes?: number;
    fileSystem?: FileSystem;
    performance?: Performance;
}

export interface Outputs {
    volumes: Record<string, string>;
    access: Record<string, NfsAccess>;
    migrations: Record<string, Migration | undefined>;
    figures: Record<string, Figures>;
    containerNames: Record<string, string>;
}

/** Content and metadata of all that is in a folder. */
export const LISTING =
    "find . -printf '%p %y %m %U:%G %T@ %l\\n' | sort; find . -type f -exec sha256sum {} + | sort -k 2";

/** A folder of the server's that no other test has, exported. */
export async function newExport(server: NfsServer, options = "rw,no_root_squash,no_subtree_check"): Promise<string> {
    const path = `/srv/${randomBytes(4).toString("hex")}`;
    await server.export(path, options);
    return path;
}

/** A stack of the program in programs/shares, on one of the lab's hosts unless its config says otherwise. */
export class Shares {
    readonly stack: StackCopy;

    constructor(
        folder: string,
        readonly host: LabHost,
        environment: NodeJS.ProcessEnv = {},
    ) {
        const onHost = { DOCKER_HOST: host.dockerHost, ...environment };
        this.stack = new StackCopy(embedded, folder, "test/lab/programs/shares", onHost);
    }

    configure(volumes: Record<string, NfsVolumeArgs>, apps: Record<string, App> = {}): void {
        this.stack.setConfig({ volumes, apps });
    }

    /** Rejects with what was printed when the update fails. */
    async up(volumes: Record<string, NfsVolumeArgs>, apps: Record<string, App> = {}): Promise<Outputs> {
        this.configure(volumes, apps);
        await this.stack.up();
        return (await this.stack.outputs()) as unknown as Outputs;
    }

    /** What the update prints that is to fail. */
    async failing(volumes: Record<string, NfsVolumeArgs>, apps: Record<string, App> = {}): Promise<string> {
        this.configure(volumes, apps);
        const { code, stdout, stderr } = await this.stack.attempt(
            "up",
            "--yes",
            "--skip-preview",
            "--stack",
            this.stack.stack,
        );
        if (code === 0) throw new Error(`The update succeeded:\n${stdout}`);
        return stdout + stderr;
    }
}

/** Runs a shell command in a container of a lab's host. */
export function inContainer(host: LabHost, container: string, command: string): Promise<string> {
    return host.run(`docker exec -i ${container} sh -e`, command);
}
