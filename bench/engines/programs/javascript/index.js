const docker = require("@pulumi/docker");
const pulumi = require("@pulumi/pulumi");

const { BENCH_PROGRAM, BENCH_VOLUMES, BENCH_MOUNTS } = process.env;
/** The least that a component can be whose data is looked after: a volume, and a command that says where the data is. */
function makeBareComponent(name) {
    const component = new pulumi.ComponentResource("bench:index:Bare", name, {});
    const volume = new docker.Volume(name, {}, { parent: component });
    const { local } = require("@pulumi/command");
    const command = { create: 'printf %s "$NAME"', update: "true", delete: "true", environment: { NAME: volume.name } };
    return new local.Command(`${name}-gate`, command, { parent: component }).stdout;
}

/** What a container mounts; a program of plain volumes does not load this package. */
const makeSource = {
    volumes: (name) => new docker.Volume(name).name,
    "bare-components": makeBareComponent,
    "named-volumes": (name) => new (require("docker-storage").NamedVolume)(name, { onDelete: "discard" }).volumeName,
}[BENCH_PROGRAM];
const sources = Array.from({ length: Number(BENCH_VOLUMES) }, (_, index) => makeSource(`v${index}`));
new docker.Container("container", {
    image: "docker-storage/toolbox:2",
    command: ["sleep", "infinity"],
    networkMode: "none",
    stopSignal: "SIGKILL",
    mounts: sources
        .slice(0, Number(BENCH_MOUNTS))
        .map((source, index) => ({ type: "volume", source, target: `/data/v${index}` })),
});
