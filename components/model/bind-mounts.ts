import { daemonAddress, imageName } from "./docker-names";
import { absolutePath } from "./paths";
import { Problem } from "./problems";
import { Arguments, Rule, trueOrFalse, wholeNumber } from "./validation";

/** Folders of the kernel's, which hold no data of anybody's. */
const KERNEL_FOLDERS = ["/proc", "/sys", "/dev"];

const hostPath: Rule = (value) => {
    const remedy = absolutePath("on the Docker host", [":"])(value);
    if (remedy !== undefined) {
        return remedy;
    }
    const path = (value as string).replace(/\/+/g, "/").replace(/\/$/, "");
    if (path === "") {
        return "the host's root cannot be shared: give a folder below it";
    }
    return KERNEL_FOLDERS.some((folder) => path === folder || path.startsWith(`${folder}/`))
        ? `${KERNEL_FOLDERS.join(", ")} belong to the kernel: give a folder elsewhere`
        : undefined;
};

/** Every wrong argument of a BindMount. */
export function bindMountProblems(values: Record<string, unknown>): Problem[] {
    const args = new Arguments(values);
    args.require("path", hostPath);
    args.check("uid", wholeNumber("a user id, a whole number", 0, 4294967294));
    args.check("gid", wholeNumber("a group id, a whole number", 0, 4294967294));
    args.check("mode", (value) =>
        typeof value === "string" && /^[0-7]{3,4}$/.test(value)
            ? undefined
            : 'give three or four octal digits, as "0750"',
    );
    args.check("toolboxImage", imageName);
    args.check("dockerHost", daemonAddress);
    args.check("measureUsage", trueOrFalse);
    args.requirePlain("measureUsage");
    args.refuseOthers();
    return args.problems;
}
