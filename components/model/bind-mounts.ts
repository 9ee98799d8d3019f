import { checkDockerHost } from "./docker-endpoints";
import { imageName } from "./docker-names";
import { checkGeometry } from "./geometry";
import { hostFolder } from "./paths";
import { checkPerformance } from "./performance";
import { Problem } from "./problems";
import { Arguments, trueOrFalse, wholeNumber } from "./validation";

/** Every wrong argument of a BindMount. */
export function bindMountProblems(values: Record<string, unknown>): Problem[] {
    const args = new Arguments(values);
    args.require("path", hostFolder([":"]));
    args.check("uid", wholeNumber("a user id, a whole number", 0, 4294967294));
    args.check("gid", wholeNumber("a group id, a whole number", 0, 4294967294));
    args.check("mode", (value) =>
        typeof value === "string" && /^[0-7]{3,4}$/.test(value)
            ? undefined
            : 'give three or four octal digits, as "0750"',
    );
    checkGeometry(args);
    args.check("toolboxImage", imageName);
    checkDockerHost(args);
    args.check("measureUsage", trueOrFalse);
    checkPerformance(args);
    args.requirePlain("measureUsage", "performance");
    args.refuseOthers();
    return args.problems;
}
