import { absolutePath, atLeast, base64, duration, matches } from "./validation";
import { Attribute, Block, LABELS } from "./schema";

const STRINGS: Attribute = { type: "set", forceNew: true };
const THROTTLE: Attribute = {
    type: "set",
    block: {
        path: { type: "string", required: true },
        rate: { type: "number", required: true, validate: atLeast(0) },
    },
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
            propagation: { type: "string", validate: matches(/^(private|rprivate|shared|rshared|slave|rslave)$/) },
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
            subpath: { type: "string", forceNew: true },
        },
    },
    tmpfs_options: {
        type: "list",
        single: true,
        forceNew: true,
        block: { size_bytes: { type: "number" }, mode: { type: "number" } },
    },
};

const VOLUMES: Block = {
    from_container: { type: "string", forceNew: true },
    container_path: { type: "string", forceNew: true },
    host_path: { type: "string", forceNew: true, validate: absolutePath },
    volume_name: { type: "string", forceNew: true },
    read_only: { type: "boolean", forceNew: true },
    selinux_relabel: { type: "string", forceNew: true, validate: matches(/^(z|Z)$/) },
};

const NETWORKS_ADVANCED: Block = {
    name: { type: "string", required: true, forceNew: true },
    aliases: STRINGS,
    ipv4_address: { type: "string", forceNew: true },
    ipv6_address: { type: "string", forceNew: true },
    link_local_ips: STRINGS,
    mac_address: { type: "string", forceNew: true },
    driver_opts: STRINGS,
    gw_priority: { type: "number", forceNew: true, validate: atLeast(0) },
};

const NETWORK_DATA: Block = {
    network_name: { type: "string", computed: true, readOnly: true },
    ip_address: { type: "string", computed: true, readOnly: true },
    ip_prefix_length: { type: "number", computed: true, readOnly: true },
    gateway: { type: "string", computed: true, readOnly: true },
    global_ipv6_address: { type: "string", computed: true, readOnly: true },
    global_ipv6_prefix_length: { type: "number", computed: true, readOnly: true },
    ipv6_gateway: { type: "string", computed: true, readOnly: true },
    mac_address: { type: "string", computed: true, readOnly: true },
};

const PORT: Block = {
    internal: { type: "number", required: true, forceNew: true },
    external: { type: "number", computed: true, forceNew: true },
    ip: {
        type: "string",
        default: "0.0.0.0",
        forceNew: true,
        normalize: (value) => (value === "" ? "0.0.0.0" : value),
    },
    protocol: { type: "string", default: "tcp", forceNew: true },
};

const UPLOAD: Block = {
    content: { type: "string", forceNew: true },
    content_base64: { type: "string", forceNew: true, validate: base64 },
    file: { type: "string", required: true, forceNew: true },
    executable: { type: "boolean", default: false, forceNew: true },
    permissions: { type: "string", forceNew: true, validate: matches(/^0[0-7]{3}$/) },
    source: { type: "string", forceNew: true },
    source_hash: { type: "string", forceNew: true },
};

const HEALTHCHECK: Block = {
    test: { type: "list", pulumiName: "tests" },
    interval: { type: "string", default: "0s", validate: duration },
    timeout: { type: "string", default: "0s", validate: duration },
    start_period: { type: "string", default: "0s", validate: duration },
    start_interval: { type: "string", default: "0s", validate: duration },
    retries: { type: "number", default: 0, validate: atLeast(0) },
};

const DEVICE_REQUEST: Block = {
    driver: { type: "string", default: "cdi", forceNew: true },
    count: { type: "number", default: 0, forceNew: true },
    device_ids: STRINGS,
    capabilities: STRINGS,
    options: { type: "map", forceNew: true },
};

/** What the container runs and as whom. */
const PROCESS: Block = {
    image: { type: "string", required: true, forceNew: true },
    name: { type: "string", required: true, forceNew: true, autoName: true },
    hostname: { type: "string", computed: true, forceNew: true },
    domainname: { type: "string", forceNew: true },
    command: { type: "list", computed: true, forceNew: true },
    entrypoint: { type: "list", pulumiName: "entrypoints", computed: true, forceNew: true },
    env: { type: "set", pulumiName: "envs", computed: true, forceNew: true },
    user: { type: "string", forceNew: true, emptyIsNoChange: true },
    working_dir: { type: "string", forceNew: true, emptyIsNoChange: true },
    group_add: { ...STRINGS, pulumiName: "groupAdds" },
    init: { type: "boolean", computed: true },
    tty: { type: "boolean", default: false, forceNew: true },
    stdin_open: { type: "boolean", default: false, forceNew: true },
    stop_signal: { type: "string", computed: true, forceNew: true },
    stop_timeout: { type: "number", computed: true, forceNew: true },
    healthcheck: { type: "list", computed: true, single: true, block: HEALTHCHECK },
    labels: { type: "set", computed: true, forceNew: true, block: LABELS },
    upload: { type: "set", pulumiName: "uploads", forceNew: true, block: UPLOAD },
    platform: { type: "string", computed: true, forceNew: true },
    runtime: { type: "string", computed: true, forceNew: true },
};

/** How Pulumi starts, waits for, watches and ends it; nothing of this is Docker's own. */
const LIFECYCLE: Block = {
    id: { type: "string", computed: true, readOnly: true },
    rm: { type: "boolean", default: false },
    read_only: { type: "boolean", default: false, forceNew: true },
    start: { type: "boolean", default: true },
    wait: { type: "boolean", default: false },
    wait_timeout: { type: "number", default: 60 },
    attach: { type: "boolean", default: false },
    logs: { type: "boolean", default: false },
    must_run: { type: "boolean", default: true },
    exit_code: { type: "number", computed: true, readOnly: true },
    container_logs: { type: "string", computed: true, readOnly: true },
    restart: { type: "string", default: "no", validate: matches(/^(no|on-failure|always|unless-stopped)$/) },
    max_retry_count: { type: "number" },
    remove_volumes: { type: "boolean", default: true },
    destroy_grace_seconds: { type: "number" },
    container_read_refresh_timeout_milliseconds: { type: "number", default: 15000 },
};

const STORAGE: Block = {
    mounts: { type: "set", forceNew: true, block: MOUNT },
    volumes: { type: "set", forceNew: true, block: VOLUMES },
    tmpfs: { type: "map" },
    storage_opts: { type: "map", forceNew: true },
};

const NETWORK: Block = {
    dns: STRINGS,
    dns_opts: STRINGS,
    dns_search: { ...STRINGS, pulumiName: "dnsSearches" },
    publish_all_ports: { type: "boolean", forceNew: true },
    ports: { type: "list", forceNew: true, block: PORT },
    host: {
        type: "set",
        pulumiName: "hosts",
        forceNew: true,
        block: {
            ip: { type: "string", required: true, forceNew: true },
            host: { type: "string", required: true, forceNew: true },
        },
    },
    bridge: { type: "string", computed: true, readOnly: true },
    network_data: { type: "list", pulumiName: "networkDatas", computed: true, readOnly: true, block: NETWORK_DATA },
    network_mode: { type: "string", default: "bridge", forceNew: true },
    networks_advanced: { type: "set", forceNew: true, block: NETWORKS_ADVANCED },
};

const ISOLATION: Block = {
    capabilities: {
        type: "set",
        single: true,
        forceNew: true,
        block: { add: { ...STRINGS, pulumiName: "adds" }, drop: { ...STRINGS, pulumiName: "drops" } },
    },
    security_opts: { ...STRINGS, computed: true },
    privileged: { type: "boolean", forceNew: true },
    pid_mode: { type: "string", forceNew: true },
    userns_mode: { type: "string", forceNew: true },
    ipc_mode: { type: "string", computed: true, forceNew: true },
    cgroupns_mode: { type: "string", forceNew: true },
    cgroup_parent: { type: "string", forceNew: true },
    sysctls: { type: "map", forceNew: true },
    log_driver: { type: "string", computed: true, forceNew: true },
    log_opts: { type: "map", forceNew: true },
};

const RESOURCES: Block = {
    ulimit: {
        type: "set",
        pulumiName: "ulimits",
        forceNew: true,
        block: {
            name: { type: "string", required: true, forceNew: true },
            soft: { type: "number", required: true, forceNew: true },
            hard: { type: "number", required: true, forceNew: true },
        },
    },
    devices: {
        type: "set",
        forceNew: true,
        block: {
            host_path: { type: "string", required: true, forceNew: true },
            container_path: { type: "string", forceNew: true },
            permissions: { type: "string", default: "rwm", forceNew: true },
        },
    },
    device_read_bps: THROTTLE,
    device_read_iops: THROTTLE,
    device_write_bps: THROTTLE,
    device_write_iops: THROTTLE,
    device_requests: { type: "set", forceNew: true, conflictsWith: ["gpus"], block: DEVICE_REQUEST },
    gpus: { type: "string", forceNew: true },
    memory: { type: "number", validate: atLeast(0) },
    memory_reservation: { type: "number", default: 0, validate: atLeast(0) },
    memory_swap: { type: "number", validate: atLeast(-1) },
    shm_size: { type: "number", computed: true, forceNew: true, validate: atLeast(0) },
    cpus: { type: "string", forceNew: true },
    cpu_period: { type: "number", validate: atLeast(0) },
    cpu_quota: { type: "number", validate: atLeast(0) },
    cpu_shares: { type: "number", validate: atLeast(0) },
    cpu_set: { type: "string", validate: matches(/^\d+([,-]\d+)*$/) },
};

export const CONTAINER: Block = {
    ...PROCESS,
    ...LIFECYCLE,
    ...STORAGE,
    ...NETWORK,
    ...ISOLATION,
    ...RESOURCES,
};
