import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { say, SetupError } from "../../setup/process.mjs";
import { bringUp, Lab } from "./lifecycle";
import { installRequirements, labObstacle } from "./requirements";

export type { LabHost } from "./docker-host";
export type { Lab } from "./lifecycle";
export type { NfsServer } from "./nfs-server";

/** Making the images, when there are none yet, is most of it. */
const bringUpLimitMilliseconds = 900_000;

let pending: Promise<Lab> | undefined;

/**
 * The lab, brought up once for all suites of a test run, and taken down when the run ends; one that
 * `npm run lab -- up` brought up is used, and left alone.
 */
export function lab(): Promise<Lab> {
    if (pending === undefined) {
        const isWorker = process.env.MOCHA_WORKER_ID !== undefined;
        if (!isWorker) process.once("exit", () => takeDownOf(process.pid));
        pending = bringUp(isWorker ? process.ppid : process.pid);
    }
    return pending;
}

/** Declares a suite that needs the lab; it is skipped, and counted, where there can be none. */
export function describeWithLab(title: string, suite: (this: Mocha.Suite) => void): void {
    const obstacle = labObstacle();
    const declare = obstacle === undefined ? describe : describe.skip;
    declare(`${title} (needs the lab: root, QEMU)`, function () {
        before("bring up the lab", async function () {
            this.timeout(bringUpLimitMilliseconds);
            if (await isUnavailable()) this.skip();
            await lab();
        });
        suite.call(this);
    });
}

/** Whether the packages cannot be had here; whatever else goes wrong is a failure. */
export async function isUnavailable(): Promise<boolean> {
    try {
        await installRequirements();
        return false;
    } catch (error) {
        if (!(error instanceof SetupError)) throw error;
        say(error.message);
        return true;
    }
}

/** Takes down the lab of a process that ends, when nothing can be awaited any more. */
export function takeDownOf(owner: number, env = process.env): void {
    const command = ["--require", join(__dirname, "..", "register.cjs"), join(__dirname, "main.ts")];
    spawnSync(process.execPath, [...command, "down", "--owner", String(owner)], { stdio: "inherit", env });
}
