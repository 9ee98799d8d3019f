import * as docker from "@pulumi/docker";

const { BENCH_VOLUMES, BENCH_MOUNTS } = process.env;
const volumes = Array.from({ length: Number(BENCH_VOLUMES) }, (_, index) => new docker.Volume(`v${index}`));
new docker.Container("container", {
    image: "docker-storage/toolbox:2",
    command: ["sleep", "infinity"],
    networkMode: "none",
    stopSignal: "SIGKILL",
    mounts: volumes
        .slice(0, Number(BENCH_MOUNTS))
        .map(({ name }, index) => ({ type: "volume", source: name, target: `/data/v${index}` })),
});
