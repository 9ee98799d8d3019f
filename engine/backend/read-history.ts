import { join } from "node:path";
import { listIfExists, readIfExists } from "./files";
import type { UpdateInfo } from "./history";

const SUFFIX = ".history.json";

/** A page of the past operations on a stack, the latest first; pages count from 1. */
export async function readHistory(folder: string, page: number, pageSize: number): Promise<UpdateInfo[]> {
    const names = (await listIfExists(folder)).filter((name) => name.endsWith(SUFFIX)).reverse();
    const texts = await Promise.all(
        names.slice((page - 1) * pageSize, page * pageSize).map((name) => readIfExists(join(folder, name))),
    );
    return texts.filter((text) => text !== undefined).map((text) => JSON.parse(text) as UpdateInfo);
}
