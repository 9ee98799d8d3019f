import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Analyzer } from "@pulumi/pulumi/provider/experimental/analyzer";
import { ComponentProvider } from "@pulumi/pulumi/provider/experimental";
import * as storage from "../../components/index";

const folder = join(__dirname, "..", "..", "components");
const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { name: string };

interface ResourceSchema {
    inputProperties: object;
    requiredInputs: string[];
    properties: Record<string, { description?: string }>;
}

const components: Record<string, { inputs: string[]; required: string[]; outputs: string[] }> = {
    NamedVolume: {
        inputs: [
            "name",
            "geometry",
            "driver",
            "driverOpts",
            "labels",
            "onReplace",
            "onDelete",
            "seed",
            "snapshots",
            "restoreFrom",
            "measureUsage",
            "performance",
            "host",
        ],
        required: [],
        outputs: [
            "volumeName",
            "mountpoint",
            "capacityBytes",
            "usedBytes",
            "dataBytes",
            "allocatedBytes",
            "fileSystem",
            "performance",
            "throughputBytesPerSecond",
            "figureSources",
        ],
    },
    BindMount: {
        inputs: ["path", "uid", "gid", "mode", "geometry", "measureUsage", "performance"],
        required: ["path"],
        outputs: ["source", "capacityBytes", "usedBytes", "dataBytes", "allocatedBytes", "fileSystem", "performance"],
    },
    NfsVolume: {
        inputs: [
            "server",
            "export",
            "version",
            "soft",
            "readOnly",
            "port",
            "security",
            "geometry",
            "measureUsage",
            "performance",
        ],
        required: ["server", "export"],
        outputs: [
            "volumeName",
            "source",
            "mountOptions",
            "driverOptions",
            "capacityBytes",
            "usedBytes",
            "fileSystem",
            "performance",
        ],
    },
    StorageSummary: {
        inputs: ["volumes", "hosts", "nfsServers", "budgets"],
        required: ["volumes"],
        outputs: [
            "capacityBytes",
            "throughputBytesPerSecond",
            "capacityOversubscription",
            "throughputOversubscription",
            "volumes",
            "hosts",
            "nfsServers",
            "bandwidths",
            "summary",
            "usedBytes",
            "usage",
            "usageSummary",
            "brokenBudgets",
            "figureSources",
        ],
    },
    VolumeBackup: {
        inputs: ["volume", "component", "snapshots", "schedule", "triggers", "keep", "quiesce", "drill", "requestedAt"],
        required: ["volume"],
        outputs: ["snapshot", "takenAt", "dataBytes", "fileCount", "checksum", "lastProvenAt", "drillSucceeded"],
    },
    DockerHost: {
        inputs: ["address", "context", "certPath", "waitSeconds", "daemonId"],
        required: [],
        outputs: ["endpoint", "address", "daemonId"],
    },
    SharedService: {
        inputs: [
            "image",
            "replicas",
            "placement",
            "update",
            "command",
            "env",
            "mounts",
            "ports",
            "networks",
            "healthcheck",
            "graceSeconds",
            "convergeTimeoutSeconds",
        ],
        required: ["image"],
        outputs: ["serviceName", "serviceId"],
    },
    SharedContainer: {
        inputs: ["image", "command", "env", "mounts", "volumesFrom", "ports", "restart", "healthcheck", "networks"],
        required: ["image"],
        outputs: ["containerName", "containerId", "mounts", "tmpfsMounts"],
    },
};

describe("The schema that other languages see", function () {
    this.timeout(120_000);
    let schema: {
        resources: Record<string, ResourceSchema>;
        types: Record<string, { enum: Array<{ value: unknown }> }>;
    };

    before(async () => {
        const provider = new ComponentProvider({
            components: [
                storage.DockerHost,
                storage.NamedVolume,
                storage.BindMount,
                storage.NfsVolume,
                storage.VolumeBackup,
                storage.SharedContainer,
                storage.SharedService,
                storage.StorageSummary,
            ],
            dirname: folder,
            name: manifest.name,
        });
        schema = JSON.parse(await provider.getSchema()) as typeof schema;
    });

    it("is inferred for the seven components and no other", () => {
        const analyzer = new Analyzer(folder, manifest.name, manifest, new Set(Object.keys(components)));
        assert.deepEqual(Object.keys(analyzer.analyze().components).sort(), Object.keys(components).sort());
        assert.deepEqual(
            Object.keys(schema.resources).sort(),
            Object.keys(components)
                .map((name) => `docker-storage:index:${name}`)
                .sort(),
        );
    });

    for (const [name, { inputs, required, outputs }] of Object.entries(components)) {
        it(`has the properties of ${name}, each described`, () => {
            const resource = schema.resources[`docker-storage:index:${name}`];
            assert.deepEqual(
                inputs.filter((input) => !(input in resource.inputProperties)),
                [],
            );
            assert.deepEqual(
                outputs.filter((output) => !(output in resource.properties)),
                [],
            );
            assert.deepEqual([...resource.requiredInputs].sort(), [...required].sort());
            for (const output of outputs) {
                assert.ok(resource.properties[output].description, output);
            }
        });
    }

    it("offers choices as enums", () => {
        const values = (type: string): unknown[] =>
            (schema.types[`docker-storage:index:${type}`].enum as unknown as Array<{ value: unknown }>).map(
                (one) => one.value,
            );
        assert.deepEqual(values("OnReplace"), ["migrate", "discard"]);
        assert.deepEqual(values("OnDelete"), ["snapshot", "retain", "discard"]);
        assert.deepEqual(values("BudgetAction"), ["warn", "fail"]);
        assert.deepEqual(values("MountType"), ["volume", "bind", "tmpfs"]);
        assert.deepEqual(values("UpdateOrder"), ["stop-first", "start-first"]);
        assert.deepEqual(values("QuiesceMode"), ["stop", "pause", "command"]);
        assert.deepEqual(values("NfsVersion"), ["3", "4.0", "4.1", "4.2"]);
    });
});
