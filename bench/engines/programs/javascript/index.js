const docker = require("@pulumi/docker");

const { BENCH_PROGRAM, BENCH_VOLUMES, BENCH_MOUNTS } = process.env;
/** What a container mounts; a program of plain volumes does not load this package. */
const makeSource = {
    volumes: (name) => new docker.Volume(name).name,
    "named-volumes": (name) => new (require("docker-storage").NamedVolume)(name, { onDelete: "discard" }).volumeName,
}[BENCH_PROGRAM];
const sources = Array.from({ length: Number(BENCH_VOLUMES) }, (_, index) => makeSource(`v${index}`));
new docker.Container("container", {
    image: "docker-storage/toolbox:1",
    command: ["sleep", "infinity"],
    networkMode: "none",
    stopSignal: "SIGKILL",
    mounts: sources
        .slice(0, Number(BENCH_MOUNTS))
        .map((source, index) => ({ type: "volume", source, target: `/data/v${index}` })),
});
