import { ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

/**
 * In namespaces of its own a program sees no process, network or mount of the machine, and the machine is rid of all that the program
 * leaves when it ends. A shell comes first, as whatever is first has to bury orphans, which Node does not.
 */
const PREPARE = `ip link set lo up; mount -t tmpfs tmpfs /run; exec 3<&0; "$@" <&3 3<&- & wait "$!"`;

/** The part of this program that runs apart; its standard input is a leash: it ends, in order, when that does. */
export class Apart {
    private readonly child: ChildProcess;
    private readonly closed: Promise<unknown[]>;

    constructor(given: object, env: NodeJS.ProcessEnv) {
        const namespaces = ["--net", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc"];
        const inside = [process.execPath, ...process.execArgv, join(__dirname, "inside.ts"), JSON.stringify(given)];
        this.child = spawn("unshare", [...namespaces, "sh", "-euc", PREPARE, "sh", ...inside], {
            env,
            stdio: ["pipe", "inherit", "inherit"],
        });
        this.closed = once(this.child, "close");
    }

    /** Resolves to its exit code. */
    async ended(): Promise<number> {
        const [code] = (await this.closed) as [number | null];
        return code ?? 1;
    }

    stop(): void {
        this.child.stdin?.end();
    }

    kill(): void {
        this.child.kill("SIGKILL");
    }
}
