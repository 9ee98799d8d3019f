import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ModuleKind, ScriptTarget, transpileModule } from "typescript";

/**
 * Makes JavaScript of one of the tests' own programs. To load the compiler takes a third of the time of a small program, and their
 * types are checked with those of the tests.
 */
export function compileProgram(from: string, to: string): void {
    const source = readFileSync(join(from, "index.ts"), "utf8");
    const compilerOptions = { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022 };
    mkdirSync(to, { recursive: true });
    writeFileSync(join(to, "index.js"), transpileModule(source, { compilerOptions }).outputText);
    const description = JSON.parse(readFileSync(join(from, "package.json"), "utf8")) as Record<string, unknown>;
    writeFileSync(join(to, "package.json"), JSON.stringify({ ...description, main: "index.js" }));
}
