import type { Change } from "../storage";
import { containerChanges } from "./containers";
import { mountChanges } from "./mounts";
import { nameChanges } from "./names";
import { nfsChanges } from "./nfs";
import { volumeChanges } from "./volumes";

export const changes: Change[] = [
    ...volumeChanges,
    ...nameChanges,
    ...mountChanges,
    ...nfsChanges,
    ...containerChanges,
];
