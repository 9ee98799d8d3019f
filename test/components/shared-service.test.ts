import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import {
    AccessMode,
    MountType,
    NamedVolume,
    NfsVolume,
    PublishMode,
    SharedService,
    SharedServiceArgs,
    UpdateOrder,
} from "../../components/index";
import { sharedServiceProblems } from "../../components/model/services";
import { LATER } from "../../components/model/validation";
import { COMMAND, MockedProgram, SERVICE, valueOf } from "./mocked-program";

const image = "busybox:local";
const pinned = { constraints: ["node.hostname == a"] };

interface Spec {
    containerSpec: Record<string, unknown>;
    [part: string]: unknown;
}

async function created(args: Partial<SharedServiceArgs>, program = new MockedProgram()): Promise<MockedProgram> {
    await valueOf(new SharedService("app", { image, ...args }, program.options).serviceName);
    return program;
}

function taskSpec(program: MockedProgram): Spec {
    return program.one(SERVICE).inputs.taskSpec as Spec;
}

async function environment(program: MockedProgram): Promise<Record<string, string>> {
    while (!program.names(COMMAND).includes("app-tasks")) await new Promise(setImmediate);
    return program.one(COMMAND, "app-tasks").inputs.environment as Record<string, string>;
}

describe("SharedService", () => {
    it("has each node make the volume of an NfsVolume, and fills none with what the image has", async () => {
        const program = new MockedProgram();
        const share = new NfsVolume("share", { server: "nas", export: "/e" }, program.options);
        const { volumeName: source, driverOptions } = share;
        await created({ mounts: [{ source, driverOptions, target: "/data" }] }, program);
        const name = await valueOf(source);
        assert.deepEqual(taskSpec(program).containerSpec.mounts, [
            {
                type: "volume",
                source: name,
                target: "/data",
                volumeOptions: {
                    noCopy: true,
                    driverName: "local",
                    driverOptions: { type: "nfs", o: "addr=nas,nfsvers=4.2,hard,rw", device: ":/e" },
                },
            },
        ]);
    });

    it("mounts volumes and folders of a node that it is pinned to, and memory anywhere", async () => {
        const program = await created({
            placement: pinned,
            mounts: [
                { source: "data", target: "/data", readOnly: true },
                { type: MountType.Bind, source: "/srv", target: "/srv" },
                { type: MountType.Tmpfs, target: "/scratch", tmpfsSizeBytes: 4096 },
            ],
        });
        assert.deepEqual(taskSpec(program).containerSpec.mounts, [
            { type: "volume", source: "data", target: "/data", readOnly: true },
            { type: "bind", source: "/srv", target: "/srv" },
            { type: "tmpfs", target: "/scratch", tmpfsOptions: { sizeBytes: 4096 } },
        ]);
        await created({ mounts: [{ target: "/own" }, { type: MountType.Tmpfs, target: "/scratch" }] });
    });

    it("turns down a volume of one node as soon as its constraints are known", () => {
        const problemsWith = (constraints: unknown): string[] =>
            sharedServiceProblems("app", {
                image,
                placement: { constraints },
                mounts: [{ source: LATER, target: "/data" }],
            }).map(({ propertyPath }) => propertyPath);
        assert.deepEqual(problemsWith(LATER), []);
        assert.deepEqual(problemsWith(["node.role==worker", LATER]), []);
        assert.deepEqual(problemsWith(["node.role==worker"]), ["mounts[0].source"]);
        assert.deepEqual(problemsWith(["node.id==x"]), []);
    });

    it("refuses to mount by hand a volume that the program manages", () => {
        const program = new MockedProgram();
        new NamedVolume("data", { name: "managed" }, program.options);
        const mounts = [{ source: "managed", target: "/data" }];
        assert.throws(() => new SharedService("app", { image, placement: pinned, mounts }, program.options), {
            message:
                /SharedService app has wrong arguments:\n {2}- mounts\.source is "managed".*volumeName output of data/,
        });
    });

    for (const [title, args, containers] of [
        ["several tasks", { replicas: 3 }, 3],
        ["a task that starts before the old one stops", { update: { order: UpdateOrder.StartFirst } }, 2],
    ] as const) {
        it(`counts ${title} as several writers`, () => {
            const program = new MockedProgram();
            const data = new NamedVolume("single", { accessMode: AccessMode.ReadWriteOnce }, program.options);
            const service = (more: object): unknown =>
                new SharedService("app", { image, placement: pinned, ...more }, program.options);
            const mount = { source: data.volumeName, target: "/data" };
            assert.throws(() => service({ ...args, mounts: [mount] }), {
                message:
                    "SharedService app has wrong arguments:\n  - mounts[0].source is the volume of NamedVolume single, whose accessMode is " +
                    `ReadWriteOnce: service app may have ${containers} containers at the same time: set readOnly, or have one at most, ` +
                    "or choose another accessMode",
            });
            service({ ...args, mounts: [{ ...mount, readOnly: true }] });
        });
    }

    it("gives tasks Docker's own patience: ten seconds to stop, five until the next attempt", async () => {
        const spec = taskSpec(await created({}));
        assert.equal(spec.containerSpec.stopGracePeriod, "10s");
        assert.deepEqual(spec.restartPolicy, { condition: "any", delay: "5s", maxAttempts: 0, window: "0s" });
        const patient = taskSpec(await created({ graceSeconds: 3600 }));
        assert.equal(patient.containerSpec.stopGracePeriod, "1h");
    });

    it("states replicas, placement, update, environment, ports and networks in the provider's words", async () => {
        const program = await created({
            replicas: 2,
            placement: { constraints: ["node.role==worker"], spreadOver: ["node.labels.rack"], maxReplicasPerNode: 1 },
            update: { order: UpdateOrder.StartFirst, parallelism: 2, delaySeconds: 90, monitorSeconds: 60 },
            entrypoint: ["/bin/sh"],
            command: ["-c", "true"],
            env: ["A=b=c", pulumi.output("D=")],
            ports: [{ internal: 80, external: 8080, publishMode: PublishMode.Host }],
            networks: [{ name: "back", aliases: ["db"] }],
            memoryBytes: 64 * 1048576,
        });
        const { inputs } = program.one(SERVICE);
        assert.deepEqual(inputs.mode, { replicated: { replicas: 2 } });
        assert.deepEqual(inputs.updateConfig, {
            order: "start-first",
            parallelism: 2,
            delay: "1m30s",
            failureAction: "pause",
            monitor: "1m",
        });
        assert.deepEqual(inputs.endpointSpec, {
            mode: "vip",
            ports: [{ targetPort: 80, publishedPort: 8080, protocol: "tcp", publishMode: "host" }],
        });
        const spec = taskSpec(program);
        assert.deepEqual(spec.placement, {
            constraints: ["node.role==worker"],
            prefs: ["spread=node.labels.rack"],
            maxReplicas: 1,
        });
        assert.deepEqual(spec.networksAdvanceds, [{ id: "id of back", aliases: ["db"] }]);
        assert.deepEqual(spec.resources, { limits: { memoryBytes: 67108864 } });
        const { commands, args, env } = spec.containerSpec;
        assert.deepEqual([commands, args, env], [["/bin/sh"], ["-c", "true"], { A: "b=c", D: "" }]);
    });

    it("is replaced, old tasks first, when its mounts change", async () => {
        const { options } = (await created({})).one(SERVICE);
        assert.deepEqual(options.replaceOnChanges, ["taskSpec.containerSpec.mounts"]);
        assert.equal(options.deleteBeforeReplace, true);
    });

    it("waits for its tasks again whenever anything about it changes, and only then", async () => {
        const fingerprint = async (args: Partial<SharedServiceArgs>): Promise<string> =>
            (await environment(await created(args))).FINGERPRINT;
        const first = await fingerprint({ labels: { a: "1" } });
        assert.match(first, /^[0-9a-f]{64}$/);
        assert.equal(await fingerprint({ labels: { a: "1" } }), first);
        assert.notEqual(await fingerprint({ labels: { a: "2" } }), first);
    });

    it("keeps secrets in its environment secret", async () => {
        const program = await created({ env: [pulumi.secret("PASSWORD=hunter2")] });
        const shown = JSON.stringify(await environment(program));
        assert.ok(!shown.includes("hunter2"));
    });
});
