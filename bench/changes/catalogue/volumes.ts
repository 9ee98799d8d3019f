import type { Change } from "../storage";
import { onFolder, volumeChange } from "./base";

const labels = { purpose: "first" };
const tmpfs = (options: string) => ({ driverOpts: { type: "tmpfs", o: options, device: "tmpfs" } });
const discard = { onReplace: "discard", onDelete: "discard" } as const;

/** Labels, driver and driver options. */
export const volumeChanges: Change[] = [
    volumeChange("label-edited", "Label edited", { labels }, { labels: { purpose: "second" } }),
    volumeChange("label-added", "Label added", {}, { labels }),
    volumeChange("label-removed", "Label removed", { labels }, {}),
    volumeChange("options-added", "Driver options added (to a disk of its own)", {}, onFolder("one")),
    volumeChange("options-removed", "Driver options removed", onFolder("one"), {}),
    volumeChange("option-type", "Driver option `type`", onFolder("one"), onFolder("one", "bind", "bind")),
    volumeChange("option-o", "Driver option `o`", onFolder("one"), onFolder("one", "bind,noatime")),
    volumeChange("option-device", "Driver option `device`", onFolder("one"), onFolder("two")),
    volumeChange("label-and-option", "Label added and driver options changed at once", onFolder("one"), {
        ...onFolder("two"),
        labels,
    }),
    volumeChange("driver", "Driver that the host does not have", {}, { driver: "no-such-driver" }),
    volumeChange(
        "tmpfs-volume-size",
        "Size of a tmpfs volume",
        { ...tmpfs("size=16m"), ...discard },
        { ...tmpfs("size=32m"), ...discard },
    ),
    volumeChange(
        "policy-and-label",
        "`onReplace` from discard to migrate, and label edited, at once",
        { labels, onReplace: "discard" },
        { labels: { purpose: "second" }, onReplace: "migrate" },
    ),
];
