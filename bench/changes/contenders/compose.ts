import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { composeCommand } from "../../compose-command";
import type { Operation } from "../../operation";
import type { Contender } from "../contender";
import type { Output } from "../limited-run";
import type { Action, Planned } from "../planned";
import type { Container, Mount, Storage, Volume } from "../storage";

export function composeFile({ volumes, containers }: Storage): object {
    return { services: mapValues(containers, service), volumes: mapValues(volumes, volume) };
}

function volume({ fixedName, driver, driverOpts, labels }: Volume): object {
    return { name: fixedName, driver, driver_opts: driverOpts, labels };
}

function service({ fixedName, image, command, env, labels, mounts }: Container): object {
    return {
        container_name: fixedName,
        image,
        command,
        environment: env,
        labels,
        network_mode: "bridge",
        volumes: mounts.map(mount),
    };
}

function mount({ type, source, target, readOnly, tmpfsSizeBytes }: Mount): object {
    return { type, source, target, read_only: readOnly, tmpfs: tmpfsSizeBytes && { size: tmpfsSizeBytes } };
}

function mapValues<T>(record: Record<string, T>, change: (value: T) => object): object {
    return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}

const ACTIONS: Record<string, Action | undefined> = { Creating: "create", Removing: "delete", Recreate: "replace" };

/** Reads what `--dry-run` prints, a line a step, and the question that it asks on the way. */
export function plannedByCompose({ stdout, stderr }: Output): Planned[] {
    const steps = [...stderr.matchAll(/^ DRY-RUN MODE - {2}(Container|Volume) \S+ {2}(\w+)/gm)].flatMap(
        ([, kind, word]): Planned[] => {
            const action = ACTIONS[word];
            return action === undefined ? [] : [{ kind: kind.toLowerCase(), action }];
        },
    );
    const asks = /Recreate \(data will be lost\)\?/.test(stdout + stderr);
    return asks ? [...steps, { kind: "volume", action: "offer to replace" }] : steps;
}

function composeContender(name: string, title: string, ...flags: string[]): Contender {
    return {
        name,
        title,
        version: async () => (await composeCommand())?.version,
        async prepare({ folder, scope }) {
            const { command } = (await composeCommand())!;
            const verb = (...words: string[]): Operation => ({
                command: [...command, "--project-name", scope, ...words],
                folder,
                environment: process.env,
            });
            const up = ["up", "--detach", "--remove-orphans", ...flags];
            return {
                write: (storage) => writeFileSync(join(folder, "compose.yaml"), stringify(composeFile(storage))),
                preview: { update: verb("--dry-run", ...up), destroy: verb("--dry-run", "down") },
                planned: plannedByCompose,
                perform: { update: verb(...up), destroy: verb("down") },
            };
        },
    };
}

/** As in CI: nobody is there to answer. */
export const compose = composeContender("compose", "docker compose");
export const composeYes = composeContender("compose-yes", "docker compose, `-y`", "--yes");
