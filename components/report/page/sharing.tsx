import { VNode } from "preact";
import { HostAddress } from "../model/docker-hosts";
import { Host } from "../model/sharing";
import { Storage } from "../model/storages";
import { SECRET } from "../model/without-secrets";
import { accessOf } from "./access";
import { Diagram } from "./diagram";
import { Table } from "./table";

/** Who writes and who reads what, on each host. */
export function Sharing({ hosts }: { hosts: Host[] }): VNode {
    return (
        <section aria-labelledby="sharing">
            <h2 id="sharing">Who shares what</h2>
            <p>
                A solid arrow to a volume: the container <strong>writes</strong> it, and may read it. A dashed arrow to
                a container: it only <strong>reads</strong>, the mount is read-only.
            </p>
            {hosts.map((host, index) => (
                <HostSharing host={host} id={`host-${index + 1}`} />
            ))}
        </section>
    );
}

function HostSharing({ host, id }: { host: Host; id: string }): VNode {
    const name = hostName(host.address);
    const unused = host.storages.filter((storage) => !host.uses.some((use) => use.storage === storage));
    const idle = host.containers.filter((container) => !host.uses.some((use) => use.container === container));
    return (
        <section aria-labelledby={id}>
            <h3 id={id}>{capitalized(name)}</h3>
            {host.uses.length > 0 && (
                <figure>
                    <Diagram id={`${id}-diagram`} host={host} title={`Who shares what on ${name}`} />
                </figure>
            )}
            {unused.length > 0 && <p>No container of this stack mounts {unused.map(({ name }) => name).join(", ")}.</p>}
            {idle.length > 0 && (
                <p>No volume and no folder is mounted by {idle.map((container) => container.name).join(", ")}.</p>
            )}
            {host.uses.length > 0 && (
                <Table
                    caption={`Mounts on ${name}`}
                    columns={["Volume or folder", "Kind", "Container", "Access", "Seen at", "In Docker"]}
                    rows={rowsOf(host)}
                />
            )}
        </section>
    );
}

function rowsOf({ storages, uses }: Host): VNode[][] {
    const writersFirst = [...uses].sort((one, other) => Number(other.writes) - Number(one.writes));
    const sorted = storages.flatMap((storage) => writersFirst.filter((use) => use.storage === storage));
    return sorted.map(({ storage, container, writes, targets }) => [
        <>{storage.name}</>,
        <>{kindText(storage)}</>,
        <>{container.name}</>,
        <span class={`access ${accessOf({ writes })}`}>{accessOf({ writes })}</span>,
        <code>{targets.join(", ")}</code>,
        <code>{storage.source ?? "not known"}</code>,
    ]);
}

function kindText({ kind, isDeclared, remote }: Storage): string {
    const place = remote === undefined ? kind : `${kind} of ${remote}`;
    return isDeclared ? place : `${place}, not declared by this stack`;
}

function capitalized(text: string): string {
    return text.charAt(0).toUpperCase() + text.slice(1);
}

function hostName(address: HostAddress): string {
    if (address === SECRET) return "a Docker host whose address is secret";
    return address === undefined ? "the Docker host of the environment" : `Docker host ${address}`;
}
