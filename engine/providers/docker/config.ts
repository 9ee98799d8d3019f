import { Properties, PropertyValue } from "../../property";
import { urnName } from "../../urn";
import { CheckFailure, CheckRequest, CheckResult } from "../provider";
import { answerLimitSeconds } from "./answer-limit";
import { ConnectionConfig } from "./connection";

const KNOWN = new Set([
    "caMaterial",
    "certMaterial",
    "certPath",
    "context",
    "disableDockerDaemonCheck",
    "host",
    "keyMaterial",
    "sshOpts",
    "version",
    "pluginDownloadURL",
]);

function failuresOf({ urn, news }: CheckRequest): CheckFailure[] {
    return Object.keys(news).flatMap((key) => {
        if (KNOWN.has(key) || key.startsWith("__")) return [];
        const place = `Examine values at '${urnName(urn)}.${key}'.`;
        if (key === "registryAuth") {
            const remedy = "pull the image beforehand and remove 'registryAuth', or use the Pulumi CLI";
            return [{ property: key, reason: `The embedded engine logs in to no registry: ${remedy}. ${place}` }];
        }
        const reason = `could not validate provider configuration: Invalid or unknown key. ${place}`;
        return [{ property: "", reason }];
    });
}

/** The provider's configuration as it is; only what cannot be honoured is refused. */
export function checkConfig(request: CheckRequest): CheckResult {
    return { inputs: request.news, failures: failuresOf(request) };
}

function word(value: PropertyValue | undefined): string | undefined {
    return typeof value === "string" && value !== "" ? value : undefined;
}

/** Lists reach a provider's configuration as JSON. */
function words(value: PropertyValue | undefined): string[] {
    const list: unknown = typeof value === "string" && value !== "" ? JSON.parse(value) : value;
    return Array.isArray(list) ? list.map(String) : (process.env.DOCKER_SSH_OPTS ?? "").split(/\s+/).filter(Boolean);
}

export function readConfig(inputs: Properties): ConnectionConfig {
    return {
        host: word(inputs.host),
        context: word(inputs.context),
        sshOpts: words(inputs.sshOpts),
        caMaterial: word(inputs.caMaterial) ?? word(process.env.DOCKER_CA_MATERIAL),
        certMaterial: word(inputs.certMaterial) ?? word(process.env.DOCKER_CERT_MATERIAL),
        keyMaterial: word(inputs.keyMaterial) ?? word(process.env.DOCKER_KEY_MATERIAL),
        certPath: word(inputs.certPath),
        answerLimitSeconds: answerLimitSeconds(),
    };
}
