const { readFileSync } = require("node:fs");
const storage = require("docker-storage");

const { volumes, containers } = JSON.parse(readFileSync("storage.json", "utf8"));
const aliases = ({ formerly }) => (formerly === undefined ? {} : { aliases: [{ name: formerly }] });

const names = {};
for (const [key, volume] of Object.entries(volumes)) {
    const { nfs, fixedName: name, driver, driverOpts, labels, onReplace, onDelete } = volume;
    names[key] = nfs
        ? new storage.NfsVolume(key, { ...nfs, labels }, aliases(volume)).volumeName
        : new storage.NamedVolume(key, { name, driver, driverOpts, labels, onReplace, onDelete }, aliases(volume))
              .volumeName;
}

function sourceOf(key, { type, source, target }) {
    if (type === "bind") return new storage.BindMount(`${key}${target.replaceAll("/", "-")}`, { path: source }).source;
    return source && names[source];
}

for (const [key, container] of Object.entries(containers)) {
    const { fixedName: name, image, command, env, labels } = container;
    const mounts = container.mounts.map((mount) => ({ ...mount, source: sourceOf(key, mount) }));
    const envs = env && Object.entries(env).map(([variable, value]) => `${variable}=${value}`);
    new storage.SharedContainer(key, { name, image, command, env: envs, labels, mounts });
}
