import { hostFolder } from "./paths";
import { Arguments, text } from "./validation";

/** The options that Docker's `local` driver takes. */
const LOCAL_OPTIONS = ["type", "o", "device", "size"];

/** Types of file systems whose content another machine has. */
export const REMOTE_FILE_SYSTEM = /^(nfs|cifs|smb)/;

/** Wrong driver options, before Docker turns them down in the middle of an update, or takes them and fails at a mount. */
export function checkDriverOptions(args: Arguments): void {
    const options = args.object("driverOpts");
    if (options === undefined) {
        return;
    }
    options.keys().forEach((key) => options.require(key, text));
    const driver = args.get("driver") ?? "local";
    if (driver !== "local" || args.isLater("driver")) {
        return;
    }
    for (const key of options.keys().filter((one) => !LOCAL_OPTIONS.includes(one))) {
        options.add(key, `the local driver takes only ${LOCAL_OPTIONS.join(", ")}: remove it, or name its driver`);
    }
    const needs: Record<string, string[]> = { type: ["device"], device: ["type"], o: ["type", "device"] };
    for (const [key, others] of Object.entries(needs)) {
        for (const other of others.filter((one) => options.isGiven(key) && !options.isGiven(one))) {
            options.add(other, `the local driver needs it together with ${key}`);
        }
    }
    if (mountOptions(args).some((option) => option === "bind" || option === "rbind")) {
        options.check("device", hostFolder());
    }
}

/** A tmpfs lives only while a container mounts it: nothing can be carried to it, seeded or snapshotted. */
export function isTmpfs(args: Arguments): boolean {
    return args.object("driverOpts")?.get("type") === "tmpfs";
}

/** Whether the mount options of the volume make it read-only. */
export function isReadOnly(args: Arguments): boolean {
    return mountOptions(args).includes("ro");
}

function mountOptions(args: Arguments): string[] {
    const options = args.object("driverOpts")?.get("o");
    return typeof options === "string" ? options.split(",") : [];
}

/** The machine that has the content of a volume of the local driver; undefined when the Docker host has it. */
export function serverOf(driverOpts: Record<string, string>): string | undefined {
    const { type = "", o = "", device } = driverOpts;
    return REMOTE_FILE_SYSTEM.test(type) ? (/(?:^|,)addr=([^,]*)/.exec(o)?.[1] ?? device) : undefined;
}
