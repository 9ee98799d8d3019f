import { checkDockerHost } from "./docker-endpoints";
import { imageName } from "./docker-names";
import { checkGeometry } from "./geometry";
import { hostFolder } from "./paths";
import { checkPerformance } from "./performance";
import { Problem } from "./problems";
import { Arguments, Rule, trueOrFalse, wholeNumber } from "./validation";

export const uid = wholeNumber("a user id, a whole number", 0, 4294967294);
export const gid = wholeNumber("a group id, a whole number", 0, 4294967294);
export const mode: Rule = (value) =>
    typeof value === "string" && /^[0-7]{3,4}$/.test(value) ? undefined : 'give three or four octal digits, as "0750"';

/** Every wrong argument of a BindMount. */
export function bindMountProblems(values: Record<string, unknown>): Problem[] {
    const args = new Arguments(values);
    args.require("path", hostFolder([":"]));
    args.check("uid", uid);
    args.check("gid", gid);
    args.check("mode", mode);
    checkGeometry(args);
    args.check("toolboxImage", imageName);
    checkDockerHost(args);
    args.check("measureUsage", trueOrFalse);
    checkPerformance(args);
    args.requirePlain("measureUsage", "performance");
    args.refuseOthers();
    return args.problems;
}
