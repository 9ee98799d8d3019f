import { cpus, totalmem } from "node:os";
import { components } from "./components";
import { growth } from "./growth";
import { peers } from "./peers";

export interface EnginesOptions {
    volumes: number;
    many: number;
    rounds: number;
    tables: string;
}

const GIBIBYTE = 1024 ** 3;

export async function compareEngines({ volumes, many, rounds, tables }: EnginesOptions): Promise<void> {
    process.stdout.write(`${cpus().length} x ${cpus()[0].model}, ${Math.round(totalmem() / GIBIBYTE)} GiB\n`);
    const wanted = tables.split(",");
    if (wanted.includes("peers")) await peers({ volumes, mounts: volumes, program: "volumes" }, rounds);
    if (wanted.includes("growth")) await growth(volumes, many, rounds);
    if (wanted.includes("components")) await components(volumes, rounds);
}
