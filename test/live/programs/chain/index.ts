// Volumes that are made one after the other, and a container that has them all. All on the daemon carry the label `run`.
import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";

const config = new pulumi.Config();
const labels = [{ label: "run", value: config.require("run") }];
const links: docker.Volume[] = [];
for (let index = 0; index < config.requireNumber("links"); index++) {
    links.push(new docker.Volume(`link-${index}`, { labels }, { dependsOn: links.slice(-1) }));
}
new docker.Container("holder", {
    image: "docker-storage/toolbox:2",
    labels,
    command: ["sleep", "infinity"],
    networkMode: "none",
    restart: "always",
    destroyGraceSeconds: config.getNumber("graceSeconds") ?? 1,
    volumes: links.map(({ name }, index) => ({ volumeName: name, containerPath: `/links/${index}` })),
});

export const volumes = links.map(({ name }) => name);
export const token = pulumi.secret("the token");
