import * as pulumi from "@pulumi/pulumi";
import { mapInput } from "./map-input";

/** What leads to a Docker host that the program names, in the order in which a gate prints it. */
const HOST_VARIABLES = ["HOST_NAME", "DAEMON_ID", "DOCKER_CERT_PATH", "DOCKER_TLS_VERIFY", "DOCKER_HOST"];

/** What a script prints that does nothing else. */
export const PRINT_HELD = 'printf %s "$HELD"';

/**
 * What a gate prints, and is told when it runs next: which volume has the data, and a line for each of what else one has to know of that. How the
 * data came there follows, if it was brought there.
 */
export function heldText(
    volume: pulumi.Input<string>,
    lines: pulumi.Input<string[]>,
    environment: Record<string, pulumi.Input<string>>,
): pulumi.Input<string> {
    const host = Object.fromEntries(Object.entries(environment).filter(([name]) => HOST_VARIABLES.includes(name)));
    return mapInput({ volume, lines, host }, (known) =>
        [
            known.volume,
            ...known.lines,
            ...HOST_VARIABLES.filter((name) => known.host[name]).map((name) => `on ${name}=${known.host[name]}`),
        ].join("\n"),
    );
}
