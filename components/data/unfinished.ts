import { local } from "@pulumi/command";
import * as pulumi from "@pulumi/pulumi";
import { mapInput } from "./map-input";
import { perRun } from "./per-run";
import { scriptRun } from "./script-run";
import { unfinishedScript } from "./volume-scripts";

/** For a list of volumes: Docker gives none as long as one of them hangs, on a dead server, say. */
const GIVE_UP_SECONDS = "10";

const foundOfRun = perRun(() => new Map<string, Promise<string>>());

/**
 * The hand-overs to volumes of a component that are not finished: an update failed after it had copied, and somebody has written to the
 * former volume since. They are looked for once for each Docker host, before anything is done there; in a preview they are not.
 *
 * @returns a line for each, as volume-tools/evidence.py prints it
 */
export function unfinishedHandOvers(
    component: string,
    environment: Record<string, pulumi.Input<string>>,
): pulumi.Input<string> {
    if (pulumi.runtime.isDryRun()) return "";
    return mapInput(environment, (known) =>
        onHost(known).then((list) =>
            list
                .split("\n")
                .filter((line) => line.split(" ")[2]?.startsWith(`${component}-`))
                .join("\n"),
        ),
    );
}

function onHost(environment: Record<string, string>): Promise<string> {
    const hosts = foundOfRun();
    const key = JSON.stringify(Object.entries(environment).sort());
    const found =
        hosts.get(key) ??
        local
            .run({
                ...scriptRun(unfinishedScript(), { ...environment, GIVE_UP_SECONDS }),
                logging: local.Logging.Stderr,
            })
            .then(({ stdout }) => stdout);
    hosts.set(key, found);
    return found;
}
