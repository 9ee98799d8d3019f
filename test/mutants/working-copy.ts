import { execFileSync } from "node:child_process";
import {
    cpSync,
    existsSync,
    lstatSync,
    mkdirSync,
    readdirSync,
    readFileSync,
    readlinkSync,
    symlinkSync,
    writeFileSync,
} from "node:fs";
import { join, relative } from "node:path";
import { capture } from "../../setup/process.mjs";
import { Compiler } from "./compiler";
import { Mutant, planted } from "./mutant";

const project = join(__dirname, "..", "..");
/** npm links them into node_modules, to where they are developed. */
const WORKSPACES: Record<string, string> = { "docker-storage": "components", "embedded-engine": "engine" };
/** Written by a compiler or by git's leave: what is there is up to date or made anew. */
const COMPILED = ["components/bin", "engine/bin"];

/** The sources as they are in the working tree, in a folder of their own, where they can be broken. */
export class WorkingCopy {
    private readonly compilers = new Map<string, Compiler>();

    constructor(readonly folder: string) {}

    /** Copies what git has, or would take. */
    make(): void {
        const options = { cwd: project, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 } as const;
        const listed = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], options);
        for (const file of [...listed.split("\0").filter(Boolean), ...COMPILED]) {
            // Git lists what was deleted and not committed, too.
            if (existsSync(join(project, file))) this.copy(file);
        }
        this.linkDependencies(".");
        for (const workspace of Object.values(WORKSPACES)) this.linkDependencies(workspace);
    }

    private copy(file: string): void {
        // The compiler goes by the times.
        cpSync(join(project, file), join(this.folder, file), { recursive: true, preserveTimestamps: true });
    }

    /** The same packages, but for those of this repository: these are the copy's own. */
    private linkDependencies(folder: string): void {
        const from = join(project, folder, "node_modules");
        if (!existsSync(from)) return;
        const to = join(this.folder, folder, "node_modules");
        mkdirSync(to);
        for (const name of readdirSync(from).filter((one) => one !== ".cache" && one !== ".bin")) {
            const workspace = WORKSPACES[name];
            symlinkSync(workspace ? relative(to, join(this.folder, workspace)) : join(from, name), join(to, name));
        }
        if (existsSync(join(from, ".bin"))) this.copyLinks(join(from, ".bin"), join(to, ".bin"));
    }

    /** They lead to their neighbours. */
    private copyLinks(from: string, to: string): void {
        mkdirSync(to);
        for (const name of readdirSync(from)) {
            const file = join(from, name);
            if (lstatSync(file).isSymbolicLink()) symlinkSync(readlinkSync(file), join(to, name));
            else cpSync(file, join(to, name));
        }
    }

    /** Brings bin/ up to date; an error says what does not compile. */
    async compile(): Promise<void> {
        const compiler = join(this.folder, "node_modules", "typescript", "bin", "tsc");
        await this.must(process.execPath, compiler, "-b", "engine", "components");
    }

    /** Writes the bug into its file, and into what is compiled of that; resolves to what takes it out again. */
    async plant(mutant: Mutant): Promise<() => void> {
        const path = join(this.folder, mutant.file);
        const text = readFileSync(path, "utf8");
        writeFileSync(path, planted(text, mutant));
        try {
            const restoreCompiled = await this.build(mutant.file);
            return () => {
                writeFileSync(path, text);
                restoreCompiled();
            };
        } catch (error) {
            writeFileSync(path, text);
            throw error;
        }
    }

    /** Fails if the file cannot be read by those whom it is for. */
    private async build(file: string): Promise<() => void> {
        const path = join(this.folder, file);
        if (file.endsWith(".sh")) await this.must("sh", "-n", path);
        if (file.endsWith(".mjs")) await this.must(process.execPath, "--check", path);
        const [workspace] = file.split("/");
        if (!file.endsWith(".ts") || !Object.values(WORKSPACES).includes(workspace)) return () => undefined;
        const compiler = this.compilers.get(workspace) ?? new Compiler(join(this.folder, workspace));
        this.compilers.set(workspace, compiler);
        return compiler.compile(path);
    }

    private async must(command: string, ...args: string[]): Promise<void> {
        const { code, stdout, stderr } = await capture(command, args, { cwd: this.folder });
        if (code !== 0) throw new Error(`${command} ${args.join(" ")} ended with ${code}:\n${stdout}${stderr}`);
    }
}

/** Fails unless every mutant fits the files of the working tree. */
export function checkTable(mutants: Mutant[]): void {
    for (const mutant of mutants) planted(readFileSync(join(project, mutant.file), "utf8"), mutant);
    for (const { name, tests } of mutants)
        for (const file of tests)
            if (!existsSync(join(project, file)))
                throw new Error(`mutant "${name}" names a test ${file}: there is none`);
}
