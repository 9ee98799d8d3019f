import { VNode } from "preact";
import { binaryBytes, percent } from "../../model/units";
import { Host } from "../model/sharing";
import { Storage } from "../model/storages";
import { Bar } from "./bar";
import { FiguresTable } from "./table";
import { optional } from "./words";

/** How much fits, and how much of that is used. */
export function Capacity({ hosts }: { hosts: Host[] }): VNode {
    const declared = hosts.flatMap(({ storages }) => storages);
    const known = declared.filter(({ figures }) => isKnown(figures));
    const unknown = declared.filter(({ figures }) => !isKnown(figures));
    return (
        <section aria-labelledby="capacity">
            <h2 id="capacity">Capacity: used against declared</h2>
            {known.length > 0 && (
                <>
                    <ul class="measures">
                        {known.map((storage, index) => (
                            <StorageCapacity storage={storage} id={`capacity-${index + 1}`} />
                        ))}
                    </ul>
                    <FiguresTable
                        caption="Capacity"
                        columns={["Volume or folder", "Used", "Capacity", "Capacity is", "Free on its file system"]}
                        rows={known.map(({ name, figures }) => [
                            name,
                            optional(figures.usedBytes, binaryBytes),
                            optional(figures.capacityBytes, binaryBytes),
                            figures.capacityBytes === undefined
                                ? "not declared"
                                : (figures.sources.capacityBytes ?? ""),
                            optional(figures.fileSystem?.freeBytes, binaryBytes),
                        ])}
                    />
                </>
            )}
            {unknown.length > 0 && <p>There are no figures of {unknown.map(({ name }) => name).join(", ")}.</p>}
        </section>
    );
}

function isKnown({ capacityBytes, usedBytes, fileSystem }: Storage["figures"]): boolean {
    return [capacityBytes, usedBytes, fileSystem].some((figure) => figure !== undefined);
}

function StorageCapacity({ storage, id }: { storage: Storage; id: string }): VNode {
    const { capacityBytes, usedBytes, fileSystem } = storage.figures;
    const text = capacityText(storage);
    const isFull = capacityBytes !== undefined && usedBytes !== undefined && usedBytes > capacityBytes;
    return (
        <li class={isFull ? "is-over" : undefined}>
            <h3>{storage.name}</h3>
            <p class="value">{text}</p>
            {capacityBytes !== undefined && usedBytes !== undefined && (
                <Bar id={id} text={`${storage.name}: ${text}`} value={usedBytes} whole={capacityBytes} />
            )}
            {fileSystem?.capacityBytes !== undefined && (
                <p class="aside">
                    Its {fileSystem.type ?? ""} file system: {binaryBytes(fileSystem.capacityBytes)}
                    {fileSystem.freeBytes !== undefined && `, ${binaryBytes(fileSystem.freeBytes)} free`}.
                </p>
            )}
        </li>
    );
}

function capacityText({ figures }: Storage): string {
    const { capacityBytes, usedBytes, sources } = figures;
    const used = usedBytes === undefined ? "use not measured" : `${binaryBytes(usedBytes)} used`;
    if (capacityBytes === undefined) return `${used}, no capacity declared`;
    const capacity = `${binaryBytes(capacityBytes)} ${sources.capacityBytes ?? "declared"}`;
    if (usedBytes === undefined) return `${capacity}, ${used}`;
    if (usedBytes > capacityBytes)
        return `${used}: ${binaryBytes(usedBytes - capacityBytes)} more than the ${capacity}`;
    return `${used} of ${capacity} (${percent(usedBytes / capacityBytes)})`;
}
