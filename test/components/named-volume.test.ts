import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { NamedVolume, NamedVolumeArgs, OnDelete, OnReplace, RestoreFrom } from "../../components/index";
import { COMMAND, MockedProgram, secretIn, usageLine, usagePrinted, VOLUME, valueOf } from "./mocked-program";

const geometry = { blockSizeBytes: 4096, blockCount: 1000, latencySeconds: 2 };

async function created(args: NamedVolumeArgs, options?: pulumi.ComponentResourceOptions): Promise<MockedProgram> {
    const program = new MockedProgram();
    await valueOf(new NamedVolume("data", args, { ...program.options, ...options }).volumeName);
    return program;
}

function environmentOf(program: MockedProgram, name: string): Record<string, string> {
    return program.one(COMMAND, name).inputs.environment as Record<string, string>;
}

function mountsOf(inputs: unknown): string[] {
    return (inputs as { environment: { MOUNTS: string } }).environment.MOUNTS.split("\n");
}

/** The mounts of each container that measured. */
function measuredMounts(program: MockedProgram): string[][] {
    return program.calls.map(({ inputs }) => mountsOf(inputs));
}

describe("NamedVolume", () => {
    it("is a volume, a gate that says which volume holds the data, and what removes the volume one day", async () => {
        const program = new MockedProgram();
        const volume = new NamedVolume("data", {}, program.options);
        assert.equal(await valueOf(volume.volumeName), "data-0000001");
        assert.deepEqual(program.names(VOLUME), ["data"]);
        assert.deepEqual(program.names(COMMAND).sort(), ["data-gate", "data-reclaim"]);
        assert.equal(environmentOf(program, "data-gate").NAME, "data-0000001");
        assert.equal(program.one(COMMAND, "data-gate").inputs.triggers, undefined);
        assert.equal(environmentOf(program, "data-reclaim").NAME, "data-0000001");
        assert.deepEqual(program.one(COMMAND, "data-reclaim").inputs.triggers, ["data-0000001"]);
    });

    it("knows capacity and throughput in a preview, when used bytes are unknown and nothing is asked", async () => {
        const program = new MockedProgram(true);
        const volume = new NamedVolume("data", { geometry }, program.options);
        assert.equal(await valueOf(volume.capacityBytes), 4096000);
        assert.equal(await valueOf(volume.throughputBytesPerSecond), 2048000);
        assert.equal(await (volume.usedBytes as unknown as { isKnown: Promise<boolean> }).isKnown, false);
        assert.deepEqual(program.calls, []);
    });

    it("counts data, metadata and overhead as used bytes, measured on the volume that holds the data", async () => {
        const program = new MockedProgram(false, (inputs) =>
            usagePrinted(inputs, "=measured-0000001", 1000, 4096, 3096),
        );
        const volume = new NamedVolume("measured", {}, program.options);
        assert.equal(await valueOf(volume.usedBytes), 8192);
    });

    it("measures many volumes in one container", async () => {
        const program = new MockedProgram(false, [1, 2, 3].map((mount) => usageLine(mount, mount, 0, 0)).join(""));
        const names = ["a", "b", "c"];
        const volumes = names.map((name) => new NamedVolume(name, {}, program.options));
        const used = await Promise.all(volumes.map(({ usedBytes }) => valueOf(usedBytes)));
        assert.deepEqual(used, [1, 2, 3]);
        assert.deepEqual(measuredMounts(program), [names.map((name) => `type=volume,source=${name}-0000001`)]);
    });

    it("measures one by one what cannot be measured together", async () => {
        const program = new MockedProgram(false, (inputs) =>
            mountsOf(inputs).length > 1 || mountsOf(inputs)[0].includes("b-0") ? "" : usageLine(1, 7, 0, 0),
        );
        const volumes = ["a", "b", "c"].map((name) => new NamedVolume(name, {}, program.options));
        const used = await Promise.all(volumes.map(({ usedBytes }) => valueOf(usedBytes)));
        assert.deepEqual(used, [7, undefined, 7]);
    });

    it("has no used bytes, and no error, when the measurement says nothing", async () => {
        const program = new MockedProgram(false, "");
        assert.equal(await valueOf(new NamedVolume("data", {}, program.options).usedBytes), undefined);
    });

    it("says that a capacity is enforced where the driver options hold the volume to just that, and declared elsewhere", async () => {
        new MockedProgram();
        const lost = { onReplace: "discard", onDelete: "discard" };
        const enforced: object[] = [
            { ...lost, driverOpts: { type: "tmpfs", device: "tmpfs", o: "size=1m,uid=1000,size=64m" } },
            { driverOpts: { size: "64MiB" } },
            { driverOpts: { size: "67108864" } },
            { driver: "lvm", name: "fixed", driverOpts: { size: "64M" } },
        ];
        const declared: object[] = [
            {},
            { ...lost, driverOpts: { type: "tmpfs", device: "tmpfs", o: "size=32m" } },
            { ...lost, driverOpts: { type: "tmpfs", device: "tmpfs", o: "size=50%" } },
            { ...lost, driverOpts: { type: "tmpfs", device: "tmpfs" } },
            { driverOpts: { size: "1G" } },
            { driverOpts: { type: "ext4", device: "/dev/x", size: "64M" } },
            // Docker holds only the first volume of a name to it.
            { name: "named", driverOpts: { size: "64M" } },
        ];
        const geometryOf64Mebibytes = { blockSizeBytes: 4096, blockCount: 16384 };
        for (const [source, all] of Object.entries({ enforced, declared })) {
            for (const [index, args] of all.entries()) {
                const volume = new NamedVolume(`${source}-${index}`, { geometry: geometryOf64Mebibytes, ...args });
                const { capacityBytes, usedBytes } = await valueOf(volume.figureSources);
                assert.deepEqual([capacityBytes, usedBytes], [source, "measured"], JSON.stringify(args));
            }
        }
    });

    it("tells the choice of what holds its capacity of a fixed name, which Docker's quota holds only once", async () => {
        const limited = { geometry: { blockSizeBytes: 4096, blockCount: 8192 }, enforceCapacity: true };
        const [named, unnamed] = [await created({ ...limited, name: "fixed" }), await created(limited)];
        assert.equal(environmentOf(named, "data-enforcement").FIXED_NAME, "fixed");
        assert.equal(environmentOf(unnamed, "data-enforcement").FIXED_NAME, undefined);
    });

    it("with a fixed name, mounts wait for a command that is replaced along with the volume", async () => {
        const program = await created({ name: "fixed", driverOpts: { type: "none", o: "bind", device: "/srv" } });
        assert.deepEqual(program.names(VOLUME), ["data-named"]);
        const reclaim = program.one(COMMAND, "data-named-reclaim");
        assert.deepEqual(reclaim.inputs.triggers, ["/volumes/data-named"]);
        assert.equal(reclaim.options.deleteBeforeReplace, true);
        assert.equal(
            environmentOf(program, "data-named-reclaim").DECLARED,
            "local\noption device=/srv\noption o=bind\noption type=none\nlabel io.docker-storage.managed=volume",
        );
        assert.match(environmentOf(program, "data-gate").HELD, /^fixed\nfixed\nstack /);
    });

    it("migrates and takes snapshots unless it is told otherwise", async () => {
        const policies = async (args: NamedVolumeArgs): Promise<string[]> => {
            const program = await created(args);
            return [environmentOf(program, "data-gate").ON_REPLACE, environmentOf(program, "data-reclaim").ON_DELETE];
        };
        assert.deepEqual(await policies({}), ["migrate", "snapshot"]);
        const told = { onReplace: OnReplace.Discard, onDelete: OnDelete.Discard };
        assert.deepEqual(await policies(told), ["discard", "discard"]);
    });

    it("lets no provider delete a volume", async () => {
        const isRetained = async (args: NamedVolumeArgs): Promise<unknown> =>
            (await created(args)).one(VOLUME).options.retainOnDelete;
        assert.equal(await isRetained({}), true);
        assert.equal(await isRetained({ onDelete: OnDelete.Discard }), true);
        assert.equal(await isRetained({ name: "fixed" }), true);
    });

    it("passes protect and retainOnDelete on to what holds the data", async () => {
        const program = await created({}, { protect: true, retainOnDelete: true });
        const commands = ["data-gate", "data-reclaim"].map((name) => program.one(COMMAND, name));
        for (const resource of [program.one(VOLUME), ...commands]) {
            assert.equal(resource.options.protect, true, resource.name);
            assert.equal(resource.options.retainOnDelete, true, resource.name);
        }
    });

    it("claims a fixed name before the volume is made, so that nobody else's volume is taken over", async () => {
        const program = await created({ name: "fixed" });
        const names = program.registered.map((resource) => resource.name);
        assert.equal(environmentOf(program, "data-claim").NAME, "fixed");
        assert.ok(names.indexOf("data-claim") < names.indexOf("data-named"), names.join());
    });

    it("adopts a volume only if that is said, and if it is as declared", async () => {
        assert.equal(environmentOf(await created({ name: "fixed" }), "data-claim").ADOPT, undefined);
        const program = await created({ name: "fixed", adopt: true, labels: { tier: "gold" } });
        assert.equal(
            environmentOf(program, "data-claim").ADOPT,
            "local\nlabel io.docker-storage.managed=volume\nlabel tier=gold",
        );
    });

    it("does not ask for its own label on a volume of somebody else's that it adopts", async () => {
        const program = new MockedProgram(false, "foreign");
        const args = { name: "fixed", adopt: true, labels: { tier: "gold" }, measureUsage: false };
        await valueOf(new NamedVolume("data", args, program.options).volumeName);
        assert.deepEqual(program.one(VOLUME).inputs.labels, [{ label: "tier", value: "gold" }]);
        assert.equal(environmentOf(program, "data-claim").ADOPT, "local\nlabel tier=gold");
    });

    it("shares its fixed name with no other of the program on its Docker host, and is not troubled by one on another host", () => {
        const program = new MockedProgram();
        const declare = (component: string, args: NamedVolumeArgs): NamedVolume =>
            new NamedVolume(component, { name: "fixed", ...args }, program.options);
        declare("here", {});
        declare("there", { dockerHost: "tcp://there:2375" });
        const told =
            /NamedVolume twin has wrong arguments:\n {2}- name is "fixed": NamedVolume here has that volume on the same Docker host/;
        assert.throws(() => declare("twin", {}), told);
        assert.throws(() => declare("twin", { dockerHost: "tcp://there:2375" }), /NamedVolume there has that volume/);
    });

    it("tells its path on the host once the data is there", async () => {
        const program = new MockedProgram(false, "elsewhere-0000001\ncopied {}");
        const { mountpoint } = new NamedVolume("data", {}, program.options);
        const waitsFor = await (
            mountpoint as unknown as { allResources: () => Promise<Set<pulumi.Resource>> }
        ).allResources();
        const types = [...waitsFor].map((resource) => (resource as unknown as { __pulumiType: string }).__pulumiType);
        assert.ok(types.includes(COMMAND), types.join());
    });

    it("labels the volume as its own", async () => {
        const { labels } = (await created({ labels: { purpose: "site" } })).one(VOLUME).inputs;
        assert.deepEqual(labels, [
            { label: "io.docker-storage.managed", value: "volume" },
            { label: "purpose", value: "site" },
        ]);
    });

    it("hands the seed over on stdin, never in the environment or the command", async () => {
        const program = await created({ seed: { files: { "secret plan.txt": "hunter2" } } });
        const { stdin, ...rest } = program.one(COMMAND, "data-seed").inputs;
        const base64 = (text: string): string => Buffer.from(text).toString("base64");
        assert.equal(stdin, `${base64("secret plan.txt")} ${base64("hunter2")}\n.\n`);
        assert.doesNotMatch(JSON.stringify(rest), /hunter2|secret plan/);
    });

    it("sends the volume and the scripts to the Docker host that it is given", async () => {
        const program = await created({ dockerHost: "tcp://elsewhere:2375" });
        assert.equal(program.one("pulumi:providers:docker").inputs.host, "tcp://elsewhere:2375");
        assert.equal(environmentOf(program, "data-gate").DOCKER_HOST, "tcp://elsewhere:2375");
    });

    it("registers nothing when an argument is wrong, and names them all", () => {
        const program = new MockedProgram();
        const wrong = { name: "a/b", geometry: { blockSizeBytes: -1, blockCount: 1.5 }, driverOpts: { sise: "1" } };
        assert.throws(
            () => new NamedVolume("data", wrong, program.options),
            (error: pulumi.InputPropertiesError) => {
                assert.ok(pulumi.InputPropertiesError.isInstance(error));
                assert.deepEqual(
                    error.errors.map((one) => one.propertyPath),
                    ["name", "geometry.blockSizeBytes", "geometry.blockCount", "driverOpts.sise"],
                );
                assert.match(error.message, /geometry\.blockSizeBytes is -1: give a whole number of bytes from 1/);
                return true;
            },
        );
        assert.deepEqual(program.registered, []);
    });

    describe("whose snapshots are elsewhere", () => {
        const restic = { repository: "/srv/restic", password: "hunter2" };

        it("is saved below project, stack and name, in Docker's own folder unless it is told otherwise", async () => {
            const usual = environmentOf(await created({}), "data-reclaim");
            assert.equal(usual.FOLDER, "project/stack/data");
            assert.equal(usual.SNAPSHOTS, "");
            const program = await created({ snapshots: { folder: "/srv/a,b" } });
            const told = environmentOf(program, "data-reclaim");
            assert.equal(told.SNAPSHOTS, 'type=bind,"source=/srv/a,b",target=/snapshots');
        });

        it("makes sure of the place once for all volumes, before their gates", async () => {
            const program = new MockedProgram();
            const names = ["a", "b"];
            const volumes = names.map((name) => new NamedVolume(name, { snapshots: { restic } }, program.options));
            await Promise.all(volumes.map(({ volumeName }) => valueOf(volumeName)));
            const [first, ...others] = program.names(COMMAND);
            assert.match(first, /^snapshots-[0-9a-f]{12}$/);
            assert.deepEqual(others.sort(), ["a-gate", "a-reclaim", "b-gate", "b-reclaim"]);
        });

        it("hands the password over as a secret, in one variable, and its outputs are none", async () => {
            const program = new MockedProgram();
            const volume = new NamedVolume("data", { snapshots: { restic }, restoreFrom: {} }, program.options);
            assert.equal(await pulumi.isSecret(volume.volumeName), false);
            assert.equal(await valueOf(volume.volumeName), "data-0000001");
            for (const { name, inputs } of program.registered.filter(({ type }) => type === COMMAND)) {
                const { environment, ...others } = inputs;
                assert.doesNotMatch(JSON.stringify(others), /hunter2/, name);
                if (name === "data-gate") {
                    assert.doesNotMatch(JSON.stringify(environment), /hunter2/);
                    continue;
                }
                const { SECRETS, ...rest } = secretIn(environment);
                assert.match(SECRETS, /"RESTIC_PASSWORD":"hunter2"/, name);
                assert.doesNotMatch(JSON.stringify(rest), /hunter2/, name);
            }
        });

        it("takes the place that the stack's config names", async () => {
            pulumi.runtime.setAllConfig({ "docker-storage:snapshots": '{"folder":"/from/config"}' });
            try {
                assert.match(environmentOf(await created({}), "data-reclaim").SNAPSHOTS, /source=\/from\/config/);
                const own = environmentOf(await created({ snapshots: { volume: "own" } }), "data-reclaim");
                assert.match(own.SNAPSHOTS, /source=own,/);
            } finally {
                pulumi.runtime.setAllConfig({});
            }
        });

        it("is restored where a seed would be written, at the request for its own snapshots or another's", async () => {
            const requestOf = async (restoreFrom: RestoreFrom): Promise<unknown> => {
                const program = await created({ restoreFrom, seed: { files: { a: "" } } });
                assert.deepEqual(program.names(COMMAND).sort(), ["data-gate", "data-reclaim", "data-restore"]);
                const { NAME, REQUEST } = environmentOf(program, "data-restore");
                assert.equal(NAME, "data-0000001");
                return JSON.parse(REQUEST);
            };
            assert.deepEqual(await requestOf({}), { folder: "project/stack/data" });
            assert.deepEqual(await requestOf({ component: "other", snapshot: "latest" }), {
                folder: "project/stack/other",
                snapshot: "latest",
            });
            assert.deepEqual(await requestOf({ at: "2026-01-31T23:59:00Z" }), {
                folder: "project/stack/data",
                at: "2026-01-31T23:59:00Z",
            });
            assert.deepEqual(await requestOf({ component: "prod/db" }), { folder: "project/prod/db" });
            assert.deepEqual(await requestOf({ component: "shop/prod/db" }), { folder: "shop/prod/db" });
        });
    });
});
