import { Attribute, Block, LABELS } from "./schema";
import { atLeast, duration, matches, ratio } from "./validation";

const FILE_REFERENCE: Block = {
    file_name: { type: "string", required: true },
    file_uid: { type: "string", default: "0" },
    file_gid: { type: "string", default: "0" },
    file_mode: { type: "number", default: 0o444, validate: atLeast(0) },
};

const MOUNT: Block = {
    target: { type: "string", required: true },
    source: { type: "string" },
    type: { type: "string", required: true, validate: matches(/^(bind|volume|tmpfs)$/) },
    read_only: { type: "boolean" },
    bind_options: {
        type: "list",
        single: true,
        block: {
            propagation: {
                type: "string",
                default: "rprivate",
                validate: matches(/^(private|rprivate|shared|rshared|slave|rslave)$/),
            },
        },
    },
    volume_options: {
        type: "list",
        single: true,
        block: {
            no_copy: { type: "boolean" },
            labels: { type: "set", block: LABELS },
            driver_name: { type: "string" },
            driver_options: { type: "map" },
        },
    },
    tmpfs_options: {
        type: "list",
        single: true,
        block: { size_bytes: { type: "number" }, mode: { type: "number" } },
    },
};

const HEALTHCHECK: Block = {
    test: { type: "list", pulumiName: "tests" },
    interval: { type: "string", default: "0s", validate: duration },
    timeout: { type: "string", default: "0s", validate: duration },
    start_period: { type: "string", default: "0s", validate: duration },
    retries: { type: "number", default: 0, validate: atLeast(0) },
};

const PRIVILEGES: Block = {
    credential_spec: {
        type: "list",
        single: true,
        block: { file: { type: "string" }, registry: { type: "string" } },
    },
    se_linux_context: {
        type: "list",
        single: true,
        block: {
            disable: { type: "boolean" },
            user: { type: "string" },
            role: { type: "string" },
            type: { type: "string" },
            level: { type: "string" },
        },
    },
};

const CONTAINER_SPEC: Block = {
    image: { type: "string", required: true },
    labels: { type: "set", block: LABELS },
    command: { type: "list", pulumiName: "commands" },
    args: { type: "list" },
    hostname: { type: "string" },
    env: { type: "map" },
    dir: { type: "string" },
    user: { type: "string" },
    groups: { type: "list" },
    privileges: { type: "list", single: true, unsupported: true, block: PRIVILEGES },
    read_only: { type: "boolean" },
    mounts: { type: "set", block: MOUNT },
    stop_signal: { type: "string" },
    stop_grace_period: { type: "string", computed: true, validate: duration },
    healthcheck: { type: "list", computed: true, single: true, block: HEALTHCHECK },
    hosts: {
        type: "set",
        forceNew: true,
        block: {
            ip: { type: "string", required: true, forceNew: true },
            host: { type: "string", required: true, forceNew: true },
        },
    },
    dns_config: {
        type: "list",
        computed: true,
        single: true,
        block: {
            nameservers: { type: "list", required: true },
            search: { type: "list", pulumiName: "searches" },
            options: { type: "list" },
        },
    },
    secrets: {
        type: "set",
        unsupported: true,
        block: {
            secret_id: { type: "string", required: true },
            secret_name: { type: "string" },
            ...FILE_REFERENCE,
        },
    },
    configs: {
        type: "set",
        unsupported: true,
        block: {
            config_id: { type: "string", required: true },
            config_name: { type: "string" },
            ...FILE_REFERENCE,
        },
    },
    isolation: { type: "string", default: "default", validate: matches(/^(default|process|hyperv)$/) },
    sysctl: { type: "map", forceNew: true },
    cap_add: { type: "list", pulumiName: "capAdds" },
    cap_drop: { type: "list", pulumiName: "capDrops" },
    init: { type: "boolean", computed: true },
};

const RESOURCES: Block = {
    limits: {
        type: "list",
        single: true,
        block: { nano_cpus: { type: "number" }, memory_bytes: { type: "number" } },
    },
    reservation: {
        type: "list",
        single: true,
        block: {
            nano_cpus: { type: "number" },
            memory_bytes: { type: "number" },
            generic_resources: {
                type: "list",
                single: true,
                unsupported: true,
                block: {
                    named_resources_spec: { type: "set", pulumiName: "namedResourcesSpecs" },
                    discrete_resources_spec: { type: "set", pulumiName: "discreteResourcesSpecs" },
                },
            },
        },
    },
};

const RESTART_POLICY: Block = {
    condition: { type: "string", validate: matches(/^(none|on-failure|any)$/) },
    delay: { type: "string", validate: duration },
    max_attempts: { type: "number", validate: atLeast(0) },
    window: { type: "string", validate: duration },
};

const PLACEMENT: Block = {
    constraints: { type: "set" },
    prefs: { type: "set" },
    max_replicas: { type: "number", validate: atLeast(0) },
    platforms: {
        type: "set",
        block: { architecture: { type: "string", required: true }, os: { type: "string", required: true } },
    },
};

export const NETWORKS_ADVANCED: Block = {
    name: { type: "string", forceNew: true },
    id: { type: "string", forceNew: true },
    aliases: { type: "set", forceNew: true },
    driver_opts: { type: "set", forceNew: true },
};

const TASK_SPEC: Block = {
    container_spec: { type: "list", required: true, single: true, block: CONTAINER_SPEC },
    resources: { type: "list", computed: true, single: true, block: RESOURCES },
    restart_policy: { type: "list", computed: true, single: true, block: RESTART_POLICY },
    placement: { type: "list", computed: true, single: true, block: PLACEMENT },
    force_update: { type: "number", computed: true, validate: atLeast(0) },
    runtime: { type: "string", computed: true, validate: matches(/^(container|plugin)$/) },
    networks_advanced: { type: "set", pulumiName: "networksAdvanceds", block: NETWORKS_ADVANCED },
    log_driver: {
        type: "list",
        single: true,
        block: { name: { type: "string", required: true }, options: { type: "map" } },
    },
};

/** How tasks are brought up to date, or back. */
function stepwise(failureActions: RegExp, orders: RegExp): Attribute {
    return {
        type: "list",
        single: true,
        block: {
            parallelism: { type: "number", default: 1, validate: atLeast(0) },
            delay: { type: "string", default: "0s", validate: duration },
            failure_action: { type: "string", default: "pause", validate: matches(failureActions) },
            monitor: { type: "string", default: "5s", validate: duration },
            max_failure_ratio: { type: "string", default: "0.0", validate: ratio },
            order: { type: "string", default: "stop-first", validate: matches(orders) },
        },
    };
}

const PORT: Block = {
    name: { type: "string" },
    protocol: { type: "string", default: "tcp", validate: matches(/^(tcp|udp|sctp)$/) },
    target_port: { type: "number", required: true },
    published_port: { type: "number", computed: true },
    publish_mode: { type: "string", default: "ingress", validate: matches(/^(host|ingress)$/) },
};

const MODE: Block = {
    replicated: {
        type: "list",
        computed: true,
        single: true,
        block: { replicas: { type: "number", default: 1, validate: atLeast(0) } },
    },
    global: { type: "boolean", default: false },
};

export const SERVICE: Block = {
    id: { type: "string", computed: true, readOnly: true },
    auth: {
        type: "list",
        single: true,
        unsupported: true,
        forceNew: true,
        block: {
            server_address: { type: "string", required: true, forceNew: true },
            username: { type: "string", forceNew: true },
            password: { type: "string", forceNew: true },
        },
    },
    name: { type: "string", required: true, forceNew: true, autoName: true },
    labels: {
        type: "set",
        computed: true,
        block: { label: { type: "string", required: true }, value: { type: "string", required: true } },
    },
    task_spec: { type: "list", required: true, single: true, block: TASK_SPEC },
    mode: { type: "list", computed: true, single: true, forceNew: true, block: MODE },
    update_config: stepwise(/^(pause|continue|rollback)$/, /^(stop-first|start-first)$/),
    rollback_config: stepwise(/(pause|continue)/, /(stop-first|start-first)/),
    endpoint_spec: {
        type: "list",
        computed: true,
        single: true,
        block: {
            mode: { type: "string", computed: true, validate: matches(/^(vip|dnsrr)$/) },
            ports: { type: "list", block: PORT },
        },
    },
    converge_config: {
        type: "list",
        single: true,
        unsupported: true,
        block: {
            delay: { type: "string", default: "7s", validate: duration },
            timeout: { type: "string", default: "3m", validate: duration },
        },
    },
};
