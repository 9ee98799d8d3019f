import { execFileSync } from "node:child_process";
import { toolboxImage } from "../../../setup/toolbox.mjs";

/**
 * The plans that a module of volume-tools makes, each as text on a line.
 *
 * @param module with a function `plan`, and `Found`
 * @param call what is planned, in Python, for each of the `cases`, which has the name `given`
 */
export function plansOf(module: string, call: string, cases: unknown): string[] {
    const program = `
import json, sys
sys.path.insert(0, "/opt/volume-tools")
from failure import Failure
from ${module} import *
for given in json.loads(sys.argv[1]):
    try:
        steps = ${call}
        print("; then ".join(map(str, steps)) or "nothing")
    except Failure as failure:
        print(f"refused: {failure}")
`;
    const command = ["run", "--rm", "--network", "host", toolboxImage, "python3", "-c", program, JSON.stringify(cases)];
    return execFileSync("docker", command, { encoding: "utf8" }).trimEnd().split("\n");
}
