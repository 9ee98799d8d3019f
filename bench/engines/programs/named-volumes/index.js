const docker = require("@pulumi/docker");
const { NamedVolume } = require("docker-storage");

const { BENCH_VOLUMES, BENCH_MOUNTS } = process.env;
const volumes = Array.from(
    { length: Number(BENCH_VOLUMES) },
    (_, index) => new NamedVolume(`v${index}`, { onDelete: "discard" }),
);
new docker.Container("container", {
    image: "docker-storage/toolbox:1",
    command: ["sleep", "infinity"],
    networkMode: "none",
    stopSignal: "SIGKILL",
    mounts: volumes
        .slice(0, Number(BENCH_MOUNTS))
        .map(({ volumeName }, index) => ({ type: "volume", source: volumeName, target: `/data/v${index}` })),
});
