import { firstLine } from "./first-line";

/** Compose is a plugin of Docker's command line on some machines, and a program of its own on others. */
export async function composeCommand(): Promise<{ command: string[]; version: string } | undefined> {
    for (const command of [["docker", "compose"], ["docker-compose"]]) {
        const [file, ...args] = command;
        const version = await firstLine(file, ...args, "version", "--short");
        if (version) return { command, version };
    }
    return undefined;
}
