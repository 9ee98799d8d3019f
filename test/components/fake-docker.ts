import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** A `docker` command on PATH that answers what it is told to, in place of a daemon. */
export class FakeDocker {
    private readonly path = process.env.PATH ?? "";

    constructor(private readonly folder: string) {
        mkdirSync(folder, { recursive: true });
        const command = join(folder, "docker");
        writeFileSync(
            command,
            `#!/bin/sh
echo "$DOCKER_HOST $DOCKER_CERT_PATH $DOCKER_TLS_VERIFY $*" >>'${this.log}'
[ -e '${this.answer}' ] || { echo "Cannot connect to the Docker daemon at $DOCKER_HOST." >&2; exit 1; }
cat '${this.answer}'
`,
        );
        chmodSync(command, 0o755);
    }

    private get log(): string {
        return join(this.folder, "log");
    }

    private get answer(): string {
        return join(this.folder, "answer");
    }

    /** From now on, a daemon answers this. */
    answers(text: string): void {
        writeFileSync(this.answer, text);
    }

    /** What it was asked, a line each: where to go, and what for. */
    asked(): string[] {
        return readFileSync(this.log, "utf8").split("\n").filter(Boolean);
    }

    use(): void {
        process.env.PATH = `${this.folder}:${this.path}`;
    }

    restore(): void {
        process.env.PATH = this.path;
    }
}
