import type { Change, Container, Storage, Volume } from "../storage";
import { app, containerChange, oneVolume } from "./base";

/** Stays, as Compose refuses a project without any service. */
const other: Container = { mounts: [] };
const beside = (volume: Volume): Storage => ({ volumes: { data: volume }, containers: { app, other } });
const alone: Storage = { volumes: {}, containers: { other } };

/** Containers changed and removed, volumes removed, whole stacks destroyed. */
export const containerChanges: Change[] = [
    containerChange("image", "Image of the container", app, { ...app, image: "other" }),
    containerChange("env", "Environment of the container", app, { ...app, env: { MODE: "second" } }),
    {
        name: "container-removed",
        title: "Container removed",
        before: beside({}),
        after: { volumes: { data: {} }, containers: { other } },
        dataAfter: { volume: "data" },
    },
    {
        name: "volume-removed",
        title: "Volume removed, container stays",
        before: oneVolume(),
        after: { volumes: {}, containers: { app: { mounts: [] } } },
        dataAfter: undefined,
    },
    {
        name: "both-removed",
        title: "Volume and container removed at once",
        before: beside({}),
        after: alone,
        dataAfter: undefined,
    },
    {
        name: "fixed-both-removed",
        title: "The same, volume with a fixed name",
        before: beside({ fixedName: "one" }),
        after: alone,
        dataAfter: undefined,
    },
    {
        name: "destroy",
        title: "Everything destroyed",
        before: oneVolume(),
        after: oneVolume(),
        by: ["destroy"],
        dataAfter: undefined,
    },
    {
        name: "destroy-and-up",
        title: "Everything destroyed, and up again",
        before: oneVolume(),
        after: oneVolume(),
        by: ["destroy", "update"],
    },
    {
        name: "policy-and-destroy",
        title: "`onDelete` from discard to retain, and destroyed without an update between",
        before: oneVolume({ onDelete: "discard" }),
        after: oneVolume({ onDelete: "retain" }),
        by: ["destroy"],
        dataAfter: undefined,
    },
    {
        name: "policy-and-rename",
        title: "`onDelete` from discard to snapshot, and volume renamed in the program, at once",
        before: oneVolume({ onDelete: "discard" }),
        after: {
            volumes: { store: { onDelete: "snapshot" } },
            containers: { app: { mounts: [{ type: "volume", source: "store", target: "/data" }] } },
        },
    },
];
