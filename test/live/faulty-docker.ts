import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { onPath } from "../../setup/machine.mjs";

/** `fail`: Docker's command line fails that once. `kill`: the engine and the script that called it are gone, as with their host. */
export type Fault = "fail" | "kill";

/** Counts the calls, one byte each, of which several may come at once; at the one that is asked for it notes what was called, and does what is asked for. */
const WRAPPER = `#!/bin/sh
number=$(flock "$FAULT_FOLDER" sh -c 'printf x >> "$FAULT_FOLDER/calls"; wc -c < "$FAULT_FOLDER/calls"')
case $(cat "$FAULT_FOLDER/at") in "$number" | "$*")
    printf '%s' "$*" > "$FAULT_FOLDER/hit"
    if [ "$(cat "$FAULT_FOLDER/fault")" = kill ]; then
        kill -KILL "-$(cat "$FAULT_FOLDER/engine")" "-$(ps -o pgid= -p $$ | tr -d ' ')"
    fi
    echo "Error response from daemon: this fault was injected" >&2
    exit 1
esac
exec "$FAULT_DOCKER" "$@"
`;

/** A `docker` on PATH that fails at one of its calls; it is the scripts that call it, since the engines speak to the daemon. */
export class FaultyDocker {
    /** What the engine has to run with. */
    readonly environment: NodeJS.ProcessEnv;

    constructor(private readonly folder: string) {
        mkdirSync(folder);
        writeFileSync(join(folder, "docker"), WRAPPER);
        chmodSync(join(folder, "docker"), 0o755);
        this.environment = {
            PATH: `${folder}${delimiter}${process.env.PATH}`,
            FAULT_FOLDER: folder,
            FAULT_DOCKER: onPath("docker"),
        };
        this.arm(0, "fail");
    }

    /** @param call from 1 up, or its arguments; 0: no fault */
    arm(call: number | string, fault: Fault): void {
        for (const file of ["calls", "hit"]) rmSync(join(this.folder, file), { force: true });
        writeFileSync(join(this.folder, "at"), String(call));
        writeFileSync(join(this.folder, "fault"), fault);
    }

    /** Whom `kill` kills: the leader of a process group. */
    aimAt(engine: number): void {
        writeFileSync(join(this.folder, "engine"), String(engine));
    }

    /** The arguments of the call that failed; nothing if there were not so many calls. */
    get hit(): string | undefined {
        const file = join(this.folder, "hit");
        return existsSync(file) ? readFileSync(file, "utf8") : undefined;
    }
}
