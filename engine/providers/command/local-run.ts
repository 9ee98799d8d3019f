import { Properties } from "../../property";
import { ProviderHost } from "../provider";
import { runScript, textIn } from "./script";

/** The function `command:local:run`: runs at every preview and every update, and keeps nothing. */
export async function runLocal(host: ProviderHost, args: Properties): Promise<Properties> {
    return { ...args, ...(await runScript(host, textIn(args, "command") ?? "", { inputs: args, previous: {} })) };
}
