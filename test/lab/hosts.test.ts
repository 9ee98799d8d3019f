import assert from "node:assert/strict";
import { join } from "node:path";
import { Migration } from "../../components/model/migration";
import { toolboxImage } from "../../setup/toolbox.mjs";
import { mountedVolumes } from "../live/docker-view";
import { embedded } from "../live/engines";
import { sshWith } from "../live/ssh-with";
import { Config, StackCopy } from "../live/stack-copy";
import { temporaryFolder } from "../temporary-folder";
import { LabHost, describeWithLab, lab } from "./lab";
import { inContainer } from "./shares";

interface Outputs {
    volume: string;
    container: string;
    lastMigration?: Migration;
    daemons: Record<string, string>;
}

const FILL = `
head -c 5M /dev/urandom > random && mkdir -p dir/empty && ln random dir/hard && ln -s ../random dir/soft && mkfifo pipe
chown 1000:2000 dir random && chmod 2750 dir && touch -d '2020-01-02 03:04:05.678901234' dir`;
/** The log is left out: the container goes on with it. */
const LISTING =
    "find . ! -path . ! -path ./log -printf '%p %y %m %U:%G %T@ %l\\n' | sort; " +
    "find . -type f ! -path ./log -exec sha256sum {} + | sort -k 2";

describeWithLab("A volume on one of two machines, by ssh and by tcp", function () {
    this.timeout(900_000);
    let one: LabHost;
    let other: LabHost;
    let stack: StackCopy;

    before("have a volume on the one", async () => {
        [one, other] = (await lab()).hosts;
        const folder = temporaryFolder("lab-hosts");
        stack = new StackCopy(embedded, folder, "test/live/programs/hosts", {
            DOCKER_HOST: `unix://${join(folder, "nobody")}`,
            DOCKER_CONTEXT: undefined,
            PATH: `${sshWith(one.ssh.settings, join(folder, "bin"))}:${process.env.PATH}`,
        });
        await stack.init();
        const hosts = { ssh: { address: one.ssh.dockerHost }, tcp: { address: other.dockerHost } };
        stack.setConfig({ "docker-storage:toolboxImage": toolboxImage, hosts, measureUsage: false, pauseSeconds: 1 });
    });
    after(async () => {
        await stack.destroy();
        for (const host of [one, other]) assert.deepEqual(await volumes(host), []);
    });

    async function up(config: Config): Promise<Outputs> {
        stack.setConfig(config);
        await stack.up();
        return (await stack.outputs()) as unknown as Outputs;
    }

    async function volumes(host: LabHost): Promise<string[]> {
        const filters = { label: ["io.docker-storage.managed"] };
        return (await host.docker.listVolumes({ filters })).Volumes.map(({ Name }) => Name);
    }

    it("moves to the other with its data, verified, and its container after it", async () => {
        const before = await up({ on: "ssh" });
        assert.notEqual(before.daemons.ssh, before.daemons.tcp);
        assert.deepEqual([await volumes(one), await volumes(other)], [[before.volume], []]);
        await inContainer(one, before.container, `cd /data && ${FILL}`);
        const contents = await inContainer(one, before.container, `cd /data && ${LISTING}`);

        const moved = await up({ on: "tcp" });
        assert.equal(await inContainer(other, moved.container, `cd /data && ${LISTING}`), contents);
        assert.deepEqual(await mountedVolumes(moved.container, other.docker), [moved.volume]);
        assert.deepEqual([await volumes(one), await volumes(other)], [[], [moved.volume]]);
        assert.equal(moved.lastMigration?.from, before.volume);
    });
});
