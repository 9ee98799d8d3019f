import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as docker from "@pulumi/docker";
import { DockerHost, DockerHostArgs, NamedVolume, NamedVolumeArgs, SharedContainer } from "../../components/index";
import { script } from "../../components/data/scripts";
import { temporaryFolder } from "../temporary-folder";
import { FakeDocker } from "./fake-docker";
import { COMMAND, CONTAINER, MockedProgram, Registered, valueOf, VOLUME } from "./mocked-program";

const PROVIDER = "pulumi:providers:docker";
const daemonId = "edge ABCD /var/lib/docker";
const endpoint = { name: "edge", address: "ssh://edge", daemonId };

function environmentOf({ inputs }: Registered): Record<string, string> {
    return inputs.environment as Record<string, string>;
}

describe("DockerHost", () => {
    const folder = temporaryFolder("docker-host");
    let fake: FakeDocker;
    before(() => {
        fake = new FakeDocker(join(folder, "bin"));
        fake.answers(`${daemonId}\n`);
    });
    beforeEach(() => fake.use());
    afterEach(() => fake.restore());

    async function declared(
        args: DockerHostArgs,
        preview = false,
        recorded = daemonId,
    ): Promise<[DockerHost, MockedProgram]> {
        const program = new MockedProgram(preview, "", { "edge-daemon": recorded });
        const host = new DockerHost("edge", args, program.options);
        await valueOf(host.urn);
        return [host, program];
    }

    it("is an address, and the daemon that answered there first", async () => {
        const [host, program] = await declared({ address: "ssh://edge" });
        assert.deepEqual(await valueOf(host.endpoint), endpoint);
        const { create, environment } = program.one(COMMAND, "edge-daemon").inputs;
        assert.equal(create, 'exec sh -c "$SCRIPT_CREATE"');
        assert.deepEqual(environment, {
            HOST_NAME: "edge",
            DOCKER_HOST: "ssh://edge",
            DOCKER_CERT_PATH: "",
            DOCKER_TLS_VERIFY: "",
            TOOLBOX: "docker-storage/toolbox:2",
            SCRIPT_CREATE: script("which-daemon", "same-daemon", "daemon"),
        });
    });

    it("takes the program's word for which daemon it has to be", async () => {
        const [host, program] = await declared({ address: "ssh://edge", daemonId });
        await valueOf(host.endpoint);
        assert.equal(environmentOf(program.one(COMMAND, "edge-daemon")).DAEMON_ID, daemonId);
    });

    it("is reached with certificates, of which only the folder is told", async () => {
        const [host, program] = await declared({ address: "tcp://edge:2376", certPath: "/etc/certificates" });
        assert.deepEqual(await valueOf(host.endpoint), {
            ...endpoint,
            address: "tcp://edge:2376",
            certPath: "/etc/certificates",
        });
        const environment = environmentOf(program.one(COMMAND, "edge-daemon"));
        assert.equal(environment.DOCKER_CERT_PATH, "/etc/certificates");
        assert.equal(environment.DOCKER_TLS_VERIFY, "1");
        assert.equal(fake.asked().at(-1)?.startsWith("tcp://edge:2376 /etc/certificates 1 info"), true);
    });

    it("is known in a preview when it answers, though nothing was recorded yet", async () => {
        const [host] = await declared({ address: "ssh://edge" }, true);
        assert.deepEqual(await valueOf(host.endpoint), endpoint);
    });

    it("is refused when another daemon answers than before, which both are named", async () => {
        const [host] = await declared({ address: "ssh://edge" }, false, "edge EFGH /var/lib/docker");
        const known = (host.daemonId as unknown as { promise(): Promise<string> }).promise();
        await assert.rejects(known, {
            message:
                `Docker host edge at ssh://edge is another daemon, ${daemonId}, than the one so far, edge EFGH /var/lib/docker: nothing ` +
                "was done there. Correct the address; declare another machine as a DockerHost of its own; or, if this one was " +
                "installed anew, set its daemonId",
        });
    });

    it("is what a context of Docker's says, certificates included", async () => {
        const { DOCKER_CONFIG } = process.env;
        const hash = createHash("sha256").update("site").digest("hex");
        const meta = join(folder, "contexts", "meta", hash);
        const certPath = join(folder, "contexts", "tls", hash, "docker");
        mkdirSync(meta, { recursive: true });
        mkdirSync(certPath, { recursive: true });
        writeFileSync(
            join(meta, "meta.json"),
            JSON.stringify({ Name: "site", Endpoints: { docker: { Host: "tcp://site:2376" } } }),
        );
        process.env.DOCKER_CONFIG = folder;
        try {
            const [host] = await declared({ context: "site" });
            assert.deepEqual(await valueOf(host.endpoint), { ...endpoint, address: "tcp://site:2376", certPath });
        } finally {
            if (DOCKER_CONFIG === undefined) delete process.env.DOCKER_CONFIG;
            else process.env.DOCKER_CONFIG = DOCKER_CONFIG;
        }
    });

    it("is refused, like any host that a program names, where DOCKER_CONTEXT would lead the provider elsewhere", () => {
        process.env.DOCKER_CONTEXT = "site";
        try {
            const program = new MockedProgram();
            const message =
                'DOCKER_CONTEXT is "site": the program names a Docker host, and the docker provider would go by this instead: unset it';
            assert.throws(() => new DockerHost("edge", { address: "ssh://edge" }, program.options), { message });
            assert.throws(() => new NamedVolume("data", { dockerHost: "ssh://edge" }, program.options), { message });
            assert.deepEqual(program.registered, []);
        } finally {
            delete process.env.DOCKER_CONTEXT;
        }
    });

    it("is refused, too, where DOCKER_HOST would lead the scripts elsewhere than DOCKER_CONTEXT leads the provider", () => {
        const { DOCKER_HOST } = process.env;
        Object.assign(process.env, { DOCKER_CONTEXT: "site", DOCKER_HOST: "ssh://edge" });
        try {
            const program = new MockedProgram();
            assert.throws(() => new NamedVolume("data", {}, program.options), {
                message:
                    'DOCKER_CONTEXT is "site": DOCKER_HOST names a Docker host, and the docker provider would go by this instead: unset it',
            });
        } finally {
            delete process.env.DOCKER_CONTEXT;
            if (DOCKER_HOST === undefined) delete process.env.DOCKER_HOST;
            else process.env.DOCKER_HOST = DOCKER_HOST;
        }
    });

    describe("as the host of a volume", () => {
        async function volume(args: NamedVolumeArgs): Promise<MockedProgram> {
            const program = new MockedProgram();
            await valueOf(new NamedVolume("data", { measureUsage: false, ...args }, program.options).volumeName);
            return program;
        }

        it("is the one of the provider and of every script, which run on no other daemon", async () => {
            const program = await volume({
                host: { ...endpoint, certPath: "/etc/certificates" },
                name: "fixed",
                geometry: { blockSizeBytes: 4096, blockCount: 65536 },
                enforceCapacity: true,
                seed: { files: { a: "b" } },
            });
            assert.deepEqual(program.one(PROVIDER).inputs, { host: "ssh://edge", certPath: "/etc/certificates" });
            const commands = program.registered.filter(({ type }) => type === COMMAND);
            assert.deepEqual(commands.map(({ name }) => name).sort(), [
                "data-claim",
                "data-disk",
                "data-enforcement",
                "data-gate",
                "data-named-reclaim",
                "data-seed",
            ]);
            for (const command of commands) {
                const { DOCKER_HOST, DOCKER_CERT_PATH, DOCKER_TLS_VERIFY, DAEMON_ID, ...rest } = environmentOf(command);
                assert.deepEqual(
                    [DOCKER_HOST, DOCKER_CERT_PATH, DOCKER_TLS_VERIFY, DAEMON_ID],
                    ["ssh://edge", "/etc/certificates", "1", daemonId],
                );
                const scripts = Object.entries(rest).filter(([variable]) => variable.startsWith("SCRIPT_"));
                for (const [variable, text] of scripts) {
                    assert.ok(text.startsWith(script("which-daemon", "same-daemon")), `${command.name} ${variable}`);
                }
            }
        });

        for (const [way, args, identity] of [
            ["the daemon", { host: endpoint }, daemonId],
            ["the address, where nothing else is known", { dockerHost: "ssh://edge" }, "ssh://edge"],
        ] as const) {
            it(`replaces the volume and its provider together with ${way}`, async () => {
                const program = await volume(args);
                for (const { options } of [program.one(VOLUME), program.one(PROVIDER)]) {
                    assert.equal(options.replacementTrigger, identity);
                }
            });
        }

        it("is not guessed of a component that is given a docker provider", () => {
            const program = new MockedProgram();
            const provider = new docker.Provider("edge", { host: "ssh://edge" }, program.options);
            assert.throws(() => new NamedVolume("data", {}, { ...program.options, provider }), {
                message:
                    "data was given a docker provider, and nothing says to its scripts which daemon that leads to: give the component " +
                    "a host or dockerHost in place of the provider",
            });
        });

        it("has to be that of the containers, and of the backups, which would get an empty volume of the same name elsewhere", () => {
            const program = new MockedProgram();
            const { volumeName } = new NamedVolume("data", { host: endpoint, measureUsage: false }, program.options);
            const container = (args: object): SharedContainer =>
                new SharedContainer(
                    "app",
                    { image: "site", mounts: [{ source: volumeName, target: "/data" }], ...args },
                    program.options,
                );
            for (const [args, where] of [
                [{}, "the Docker host that the environment names"],
                [{ dockerHost: "ssh://other" }, "Docker host ssh://other"],
                [
                    { host: { ...endpoint, daemonId: "other EFGH /var/lib/docker" } },
                    "Docker host ssh://edge (other EFGH /var/lib/docker)",
                ],
            ] as const) {
                assert.throws(() => container(args), {
                    message:
                        "SharedContainer app has wrong arguments:\n  - mounts[0].source is the volume of NamedVolume data, which is on " +
                        `Docker host ssh://edge (${daemonId}), and this is on ${where}: give both the same host`,
                });
            }
        });

        it("is known under any address", async () => {
            const program = new MockedProgram();
            const { volumeName } = new NamedVolume("aliased", { host: endpoint, measureUsage: false }, program.options);
            const host = { ...endpoint, name: "again", address: "tcp://edge:2376" };
            const mounts = [{ source: volumeName, target: "/data" }];
            await valueOf(new SharedContainer("app", { image: "site", mounts, host }, program.options).mounts);
            assert.deepEqual(program.names(CONTAINER), ["app"]);
        });
    });
});
