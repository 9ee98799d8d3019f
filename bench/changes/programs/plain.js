const { readFileSync } = require("node:fs");
const docker = require("@pulumi/docker");

const { volumes, containers } = JSON.parse(readFileSync("storage.json", "utf8"));
const listed = (labels) => Object.entries(labels).map(([label, value]) => ({ label, value }));

const names = {};
for (const [key, { fixedName: name, driver, driverOpts, labels, onDelete, formerly }] of Object.entries(volumes)) {
    const aliases = formerly === undefined ? [] : [{ name: formerly }];
    const options = { aliases, retainOnDelete: onDelete === "retain" };
    names[key] = new docker.Volume(key, { name, driver, driverOpts, labels: listed(labels) }, options).name;
}

const asMount = ({ type, source, target, readOnly, tmpfsSizeBytes }) => ({
    type,
    source: type === "volume" ? source && names[source] : source,
    target,
    readOnly,
    tmpfsOptions: tmpfsSizeBytes && { sizeBytes: tmpfsSizeBytes },
});
const asVolume = ({ type, source, target, readOnly }) => ({
    volumeName: type === "volume" ? source && names[source] : undefined,
    hostPath: type === "bind" ? source : undefined,
    containerPath: target,
    readOnly,
});

for (const [key, container] of Object.entries(containers)) {
    const { fixedName: name, image, command, env, labels, mounts } = container;
    const inVolumes = ({ type }) => process.env.BENCH_MOUNT_AS === "volumes" && type !== "tmpfs";
    new docker.Container(key, {
        name,
        image,
        command,
        envs: env && Object.entries(env).map(([variable, value]) => `${variable}=${value}`),
        labels: listed(labels),
        mounts: mounts.filter((mount) => !inVolumes(mount)).map(asMount),
        volumes: mounts.filter(inVolumes).map(asVolume),
    });
}
