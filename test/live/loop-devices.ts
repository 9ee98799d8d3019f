import { execFileSync } from "node:child_process";
import { existsSync, lstatSync, readFileSync, readlinkSync, rmSync } from "node:fs";
import { basename } from "node:path";
import { isRoot } from "../../setup/machine.mjs";

/** Declares a suite that needs disks of the package's own; it is skipped, and counted, where there are no loop devices. */
export function describeWithLoopDevices(title: string, suite: (this: Mocha.Suite) => void): void {
    const declare = isRoot() && existsSync("/dev/loop-control") ? describe : describe.skip;
    declare(`${title} (needs root and loop devices)`, suite);
}

/** Whether a disk is attached under a name. */
export function isAttached(device: string): boolean {
    const loop = lstatSync(device, { throwIfNoEntry: false }) && readlinkSync(device);
    return loop !== undefined && readFileSync(`/sys/block/${basename(loop)}/size`, "utf8").trim() !== "0";
}

/** What becomes of a disk when its host is started again: `/dev` begins empty. */
export function detach(device: string): void {
    execFileSync("losetup", ["--detach", device]);
    rmSync(device);
}
