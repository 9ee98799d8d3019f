import { join } from "node:path";
import { firstLine } from "../first-line";
import { programRunner } from "./pulumi-program";

const engine = [process.execPath, join(__dirname, "..", "..", "engine", "bin", "main.js")];
const version = (): Promise<string | undefined> => firstLine("git", "-C", __dirname, "describe", "--always", "--dirty");

export const embeddedEngine = programRunner("embedded engine", engine, version);
export const embeddedEngineTypeScript = programRunner(
    "embedded engine, program in TypeScript",
    engine,
    version,
    "typescript",
);
