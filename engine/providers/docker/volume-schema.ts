import { oneOf } from "./validation";
import { Block, LABELS } from "./schema";

const CLUSTER: Block = {
    id: { type: "string", computed: true, readOnly: true },
    scope: { type: "string", forceNew: true, default: "single", validate: oneOf(["single", "multi"]) },
    sharing: {
        type: "string",
        forceNew: true,
        default: "none",
        validate: oneOf(["none", "readonly", "onewriter", "all"]),
    },
    type: { type: "string", forceNew: true, default: "block", validate: oneOf(["mount", "block"]) },
    topology_preferred: { type: "string", forceNew: true, default: "" },
    topology_required: { type: "string", forceNew: true, default: "" },
    required_bytes: { type: "string", forceNew: true },
    limit_bytes: { type: "string", forceNew: true },
    group: { type: "string", forceNew: true, default: "" },
    availability: { type: "string", default: "active", validate: oneOf(["active", "pause", "drain"]) },
};

export const VOLUME: Block = {
    id: { type: "string", computed: true, readOnly: true },
    name: { type: "string", computed: true, forceNew: true, autoName: true },
    labels: { type: "set", block: LABELS, forceNew: true },
    driver: { type: "string", computed: true, forceNew: true },
    driver_opts: { type: "map", forceNew: true },
    mountpoint: { type: "string", computed: true, readOnly: true },
    cluster: { type: "list", block: CLUSTER, single: true },
};
