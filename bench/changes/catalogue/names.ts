import type { Change } from "../storage";
import { app, onData, onFolder, oneVolume, volumeChange } from "./base";

const labels = { purpose: "first" };
const renamed = {
    volumes: { store: {} },
    containers: { app: { mounts: [{ ...onData, source: "store" }] } },
};

/** What volumes and containers are called. */
export const nameChanges: Change[] = [
    { name: "resource-renamed", title: "Volume renamed in the program", before: oneVolume(), after: renamed },
    {
        name: "resource-renamed-told",
        title: "The same, with an alias (Terraform: `moved`)",
        before: oneVolume(),
        after: { ...renamed, volumes: { store: { role: "data", formerly: "data" } } },
    },
    volumeChange("fixed-renamed", "Docker name of the volume changed", { fixedName: "one" }, { fixedName: "two" }),
    volumeChange("to-fixed", "Automatic name to fixed name", {}, { fixedName: "one" }),
    volumeChange("to-automatic", "Fixed name to automatic name", { fixedName: "one" }, {}),
    volumeChange(
        "fixed-label-edited",
        "Label edited, volume with a fixed name",
        { fixedName: "one", labels },
        { fixedName: "one", labels: { purpose: "second" } },
    ),
    volumeChange(
        "fixed-option-device",
        "Driver option `device`, volume with a fixed name",
        { fixedName: "one", ...onFolder("one") },
        { fixedName: "one", ...onFolder("two") },
    ),
    volumeChange(
        "fixed-option-o",
        "Driver option `o`, volume with a fixed name",
        { fixedName: "one", ...onFolder("one") },
        { fixedName: "one", ...onFolder("one", "bind,noatime") },
    ),
    {
        name: "container-resource-renamed",
        title: "Container renamed in the program",
        before: oneVolume(),
        after: { volumes: { data: {} }, containers: { web: { ...app, role: "app" } } },
    },
    {
        name: "container-renamed",
        title: "Docker name of the container changed",
        before: oneVolume({}, { ...app, fixedName: "app-one" }),
        after: oneVolume({}, { ...app, fixedName: "app-two" }),
    },
];
