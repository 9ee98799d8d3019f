import { nameOf } from "../../model/urns";
import { environmentOf } from "./docker-hosts";
import { numberFrom, textFrom } from "./figures";
import { liveResources, StoredState } from "./stored-state";

/** What a VolumeBackup said of its newest snapshot when the stack was last updated. */
export interface Backup {
    name: string;
    /** The Docker volume that is saved. */
    volume?: string;
    snapshot?: string;
    /** ISO 8601, as all times here. */
    takenAt?: string;
    dataBytes?: number;
    lastProvenAt?: string;
    drillProblem?: string;
    schedulerName?: string;
}

export function backupsOf(state: StoredState): Backup[] {
    const live = liveResources(state);
    return live
        .filter(({ type }) => type === "docker-storage:index:VolumeBackup")
        .map(({ urn, outputs }) => ({
            name: nameOf(urn),
            volume: live
                .filter(({ parent }) => parent === urn)
                .map((command) => textFrom(environmentOf(command).NAME))
                .find((volume) => volume !== undefined),
            snapshot: textFrom(outputs.snapshot),
            takenAt: textFrom(outputs.takenAt),
            dataBytes: numberFrom(outputs.dataBytes),
            lastProvenAt: textFrom(outputs.lastProvenAt),
            drillProblem: textFrom(outputs.drillProblem),
            schedulerName: textFrom(outputs.schedulerName),
        }));
}
