import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { firstLine } from "../../first-line";
import type { Operation } from "../../operation";
import type { Contender } from "../contender";
import type { Output } from "../limited-run";
import type { Action, Planned } from "../planned";
import type { Container, Mount, Storage, Volume } from "../storage";

const REQUIRED = { terraform: { required_providers: { docker: { source: "kreuzwerker/docker" } } } };
const listed = (labels: Record<string, string> = {}) =>
    Object.entries(labels).map(([label, value]) => ({ label, value }));

function volumeBlock({ fixedName, driver, driverOpts, labels, onDelete }: Volume): object {
    return {
        name: fixedName,
        driver,
        driver_opts: driverOpts,
        labels: listed(labels),
        // What comes nearest to keeping a volume.
        lifecycle: onDelete === "retain" ? { prevent_destroy: true } : undefined,
    };
}

function containerBlock(
    key: string,
    scope: string,
    { fixedName, image, command, env, labels, mounts }: Container,
): object {
    const lasting = (mount: Mount): object => ({
        volume_name: mount.type === "volume" && mount.source ? `\${docker_volume.${mount.source}.name}` : undefined,
        host_path: mount.type === "bind" ? mount.source : undefined,
        container_path: mount.target,
        read_only: mount.readOnly,
    });
    return {
        name: fixedName ?? `${scope}-${key}`,
        image,
        command,
        env: env && Object.entries(env).map(([variable, value]) => `${variable}=${value}`),
        labels: listed(labels),
        volumes: mounts.filter(({ type }) => type !== "tmpfs").map(lasting),
        mounts: mounts
            .filter(({ type }) => type === "tmpfs")
            .map(({ type, target, tmpfsSizeBytes }) => ({
                type,
                target,
                tmpfs_options: { size_bytes: tmpfsSizeBytes },
            })),
    };
}

export function configuration({ volumes, containers }: Storage, scope: string): object {
    const moved = Object.entries(volumes).flatMap(([key, { formerly }]) =>
        formerly === undefined ? [] : [{ from: `docker_volume.${formerly}`, to: `docker_volume.${key}` }],
    );
    const resource = {
        docker_volume: blocks(volumes, volumeBlock),
        docker_container: blocks(containers, (container, key) => containerBlock(key, scope, container)),
    };
    return withoutEmpty({ resource: withoutEmpty(resource), moved });
}

function blocks<T>(resources: Record<string, T>, block: (resource: T, key: string) => object): object {
    return Object.fromEntries(Object.entries(resources).map(([key, resource]) => [key, block(resource, key)]));
}

/** To Terraform an empty block is an error, and none at all is not. */
function withoutEmpty(record: Record<string, object>): object {
    return Object.fromEntries(Object.entries(record).filter(([, value]) => Object.keys(value).length > 0));
}

const ACTIONS: Record<string, Action | undefined> = {
    create: "create",
    update: "update",
    delete: "delete",
    replace: "replace",
};

interface Message {
    type: string;
    change?: { action: string; resource: { resource_type: string } };
}

/** Reads `plan -json`. */
export function plannedByTerraform({ stdout }: Output): Planned[] {
    return stdout.split("\n").flatMap((line) => {
        const { type, change } = JSON.parse(line || "{}") as Message;
        const action = ACTIONS[change?.action ?? ""];
        if (type !== "planned_change" || change === undefined || action === undefined) return [];
        return [{ kind: change.resource.resource_type.replace("docker_", ""), action }];
    });
}

/** With the docker provider, which it must find in a mirror or in its registry. */
export const terraform: Contender = {
    name: "terraform",
    title: "terraform",
    version: () => firstLine("terraform", "version"),
    async prepare({ folder, scope }) {
        writeFileSync(join(folder, "providers.tf.json"), JSON.stringify(REQUIRED));
        await promisify(execFile)("terraform", ["init", "-input=false"], { cwd: folder });
        const verb = (...words: string[]): Operation => ({
            command: ["terraform", ...words, "-input=false", "-no-color"],
            folder,
            environment: process.env,
        });
        return {
            write: (storage) =>
                writeFileSync(join(folder, "main.tf.json"), JSON.stringify(configuration(storage, scope))),
            preview: { update: verb("plan", "-json"), destroy: verb("plan", "-destroy", "-json") },
            planned: plannedByTerraform,
            perform: { update: verb("apply", "-auto-approve"), destroy: verb("destroy", "-auto-approve") },
        };
    },
};
