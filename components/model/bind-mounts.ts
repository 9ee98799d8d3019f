import { checkPerformance } from "./performance";
import { Arguments, Problem, Rule, absolutePath, text, trueOrFalse, wholeNumber } from "./validation";

/** Folders of the kernel's, which hold no data of anybody's. */
const KERNEL_FOLDERS = ["/proc", "/sys", "/dev"];

const hostPath: Rule = (value) => {
    const remedy = absolutePath("on the Docker host", [":", ","])(value);
    if (remedy !== undefined) {
        return remedy;
    }
    const path = (value as string).replace(/\/+$/, "");
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
    args.check("uid", wholeNumber("user id", 0, 4294967294));
    args.check("gid", wholeNumber("group id", 0, 4294967294));
    args.check("mode", (value) =>
        typeof value === "string" && /^[0-7]{3,4}$/.test(value)
            ? undefined
            : 'give three or four octal digits, as "0750"',
    );
    args.check("toolboxImage", text);
    args.check("dockerHost", text);
    args.check("measureUsage", trueOrFalse);
    checkPerformance(args);
    return args.problems;
}
