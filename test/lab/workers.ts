import { isUnavailable, takeDownOf } from "./lab";
import { ensureImages } from "./images";
import { labObstacle } from "./requirements";

/** As setup/tests.mjs has it. */
const mostLabs = 2;

/** Mocha calls these two in its own process, before its workers begin and after they ended. */
export async function mochaGlobalSetup(): Promise<void> {
    // Each worker would make them.
    if (labObstacle() === undefined && !(await isUnavailable())) await ensureImages();
}

export function mochaGlobalTeardown(): void {
    for (let lab = 1; lab <= mostLabs; lab++) takeDownOf(process.pid, { ...process.env, LAB_NUMBER: String(lab) });
}
