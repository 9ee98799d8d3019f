import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { toolboxImage } from "../../setup/toolbox.mjs";
import { temporaryFolder } from "../temporary-folder";
import { volumeNames } from "./docker-view";
import { describeWithEachEngine } from "./engines";
import { describeWithOwnDaemon, OwnDaemon } from "./own-daemon";
import { OwnSshd, sshd } from "./own-sshd";
import { StackCopy } from "./stack-copy";
import { openssl, TlsFront } from "./tls-front";

interface Outputs {
    volume: string;
    container: string;
    usedBytes?: number;
}

describeWithOwnDaemon("A Docker host", () => {
    describeWithEachEngine("by every way to it", (command) => {
        const folder = temporaryFolder("host-addresses");
        let daemon: OwnDaemon;
        let stack: StackCopy;
        let first: Outputs;

        before(async () => {
            daemon = new OwnDaemon(join(folder, "daemon"));
            await daemon.startWithToolbox();
            stack = new StackCopy(command, folder, "test/live/programs/hosts", {
                DOCKER_HOST: `unix://${join(folder, "nobody")}`,
                DOCKER_CONTEXT: undefined,
            });
            await stack.init();
            // Which an address does not tell, unless it is a socket's.
            const socket = { "docker-storage:dockerSocket": join(folder, "daemon", "docker.sock") };
            stack.setConfig({ "docker-storage:toolboxImage": toolboxImage, ...socket, on: "edge" });
            first = await up({ address: daemon.host });
        });
        after(async () => {
            try {
                stack.setConfig({ hosts: { edge: { address: daemon.host } } });
                await stack.up();
                await stack.destroy();
                assert.deepEqual((await daemon.docker.listVolumes()).Volumes, []);
            } finally {
                await daemon.stop();
            }
        });

        async function up(edge: object): Promise<Outputs> {
            stack.setConfig({ hosts: { edge } });
            await stack.up();
            return (await stack.outputs()) as unknown as Outputs;
        }

        /** The same daemon: only the way there is another. */
        async function assertSame(found: Outputs): Promise<void> {
            assert.deepEqual([found.volume, found.container], [first.volume, first.container]);
            assert.ok(found.usedBytes !== undefined);
            const volumes = await volumeNames(daemon.docker);
            assert.deepEqual(volumes, [first.volume]);
        }

        /** Everything is done by it: a label makes a volume, a copy and a container. */
        async function assertReplaced(edition: string): Promise<void> {
            stack.setConfig({ edition });
            await stack.up();
            const found = (await stack.outputs()) as unknown as Outputs;
            assert.notEqual(found.volume, first.volume);
            const { Labels } = await daemon.docker.getVolume(found.volume).inspect();
            assert.equal(Labels.edition, edition);
            first = found;
        }

        (openssl === undefined ? it.skip : it)("is reached by TLS, with certificates that no state knows", async () => {
            const front = new TlsFront(join(folder, "tls"));
            try {
                const address = await front.start(join(folder, "daemon", "docker.sock"));
                await assertSame(await up({ address, certPath: front.certPath }));
                await assertReplaced("by TLS");
                const key = readFileSync(join(front.certPath, "key.pem"), "utf8").split("\n")[1];
                assert.ok(!readFileSync(stack.stateFile, "utf8").includes(key));
            } finally {
                front.stop();
            }
        });

        (sshd === undefined ? it.skip : it)("is reached by ssh (needs openssh-server)", async () => {
            const server = new OwnSshd(join(folder, "ssh"));
            const { PATH } = stack.environment;
            try {
                const address = await server.start(daemon.host);
                stack.environment.PATH = `${server.bin}:${PATH}`;
                await assertSame(await up({ address }));
                await assertReplaced("by ssh");
            } finally {
                await server.stop();
                stack.environment.PATH = PATH;
            }
        });
    });
});
