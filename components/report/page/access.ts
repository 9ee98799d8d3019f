import { Use } from "../model/sharing";

/** What a container does with a volume, in a word that names its class in the style sheet, too. */
export function accessOf({ writes }: Pick<Use, "writes">): "writes" | "reads" {
    return writes ? "writes" : "reads";
}
