import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

/** Compiles single files of a project into its bin/: of all others it remembers what it read, so that a change takes a second. */
export class Compiler {
    private readonly versions = new Map<string, number>();
    private readonly service: ts.LanguageService;

    /** @param folder has the project's tsconfig.json */
    constructor(folder: string) {
        const configuration = ts.getParsedCommandLineOfConfigFile(
            join(folder, "tsconfig.json"),
            {},
            { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => undefined },
        );
        if (configuration === undefined) throw new Error(`${folder} has no tsconfig.json that can be read`);
        const { options, fileNames } = configuration;
        const host: ts.LanguageServiceHost = {
            ...ts.sys,
            useCaseSensitiveFileNames: () => ts.sys.useCaseSensitiveFileNames,
            getCompilationSettings: () => options,
            getCurrentDirectory: () => folder,
            getDefaultLibFileName: (given) => ts.getDefaultLibFilePath(given),
            getScriptFileNames: () => fileNames,
            getScriptSnapshot: (path) =>
                ts.sys.fileExists(path) ? ts.ScriptSnapshot.fromString(readFileSync(path, "utf8")) : undefined,
            getScriptVersion: (path) => String(this.versions.get(path) ?? 0),
        };
        this.service = ts.createLanguageService(host);
    }

    /** Compiles a file that has changed; resolves to what takes that back. An error says what is wrong with it. */
    compile(path: string): () => void {
        this.changed(path);
        const wrong = [...this.service.getSyntacticDiagnostics(path), ...this.service.getSemanticDiagnostics(path)];
        if (wrong.length > 0) {
            this.changed(path);
            throw new Error(
                wrong.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n")).join("\n"),
            );
        }
        const made = this.service.getEmitOutput(path).outputFiles.filter(({ name }) => name.endsWith(".js"));
        const before = made.map(({ name }) => readFileSync(name, "utf8"));
        for (const { name, text } of made) writeFileSync(name, text);
        return () => {
            this.changed(path);
            made.forEach(({ name }, index) => writeFileSync(name, before[index]));
        };
    }

    private changed(path: string): void {
        this.versions.set(path, (this.versions.get(path) ?? 0) + 1);
    }
}
