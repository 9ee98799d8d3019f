import assert from "node:assert/strict";
import { volumeBackupProblems } from "../../../components/model/backups";
import { bindMountProblems } from "../../../components/model/bind-mounts";
import { sharedContainerProblems } from "../../../components/model/containers";
import { nfsVolumeProblems } from "../../../components/model/nfs-volumes";
import { Problem, reasonOf } from "../../../components/model/problems";
import { LATER } from "../../../components/model/validation";
import { namedVolumeProblems } from "../../../components/model/volumes";

type Values = Record<string, unknown>;
type Case = [what: string, values: Values, path: string, message: RegExp];

const volume = (values: Values): Problem[] => namedVolumeProblems("data", values);
const nfs = (values: Values): Problem[] => nfsVolumeProblems("share", { server: "nas", export: "/e", ...values });
const backup = (values: Values): Problem[] => volumeBackupProblems("data", { volume: "the-volume", ...values });
const container = (values: Values): Problem[] => sharedContainerProblems("app", { image: "i", ...values });
const mount = (...mounts: Values[]): Values => ({ mounts });
const size = (blockSizeBytes: unknown, blockCount: unknown = 1): Values => ({
    geometry: { blockSizeBytes, blockCount },
});
const tmpfs = { type: "tmpfs", device: "tmpfs" };

const cases: Record<string, [(values: Values) => Problem[], Case[]]> = {
    NamedVolume: [
        volume,
        [
            [
                "a negative size",
                size(-4096),
                "geometry.blockSizeBytes",
                /is -4096: give a whole number of bytes from 1/,
            ],
            ["a size of zero", size(0), "geometry.blockSizeBytes", /is 0:/],
            ["a fractional size", size(1.5), "geometry.blockSizeBytes", /is 1\.5:/],
            ["a size that is not a number", size(NaN), "geometry.blockSizeBytes", /is NaN:/],
            ["an infinite size", size(Infinity), "geometry.blockSizeBytes", /is Infinity:/],
            ["a size as text", size("4096"), "geometry.blockSizeBytes", /is "4096":/],
            ["a size beyond 2^53", size(2 ** 53), "geometry.blockSizeBytes", /from 1 to 2\^53 - 1/],
            [
                "a missing block count",
                { geometry: { blockSizeBytes: 1 } },
                "geometry.blockCount",
                /is missing: give a whole/,
            ],
            ["a capacity beyond 2^53", size(2 ** 30, 2 ** 30), "geometry", /beyond 2\^53 - 1 bytes/],
            [
                "no latency at all",
                { geometry: { blockSizeBytes: 1, blockCount: 1, latencySeconds: 0 } },
                "geometry.latencySeconds",
                /more than 0/,
            ],
            ["a geometry that is none", { geometry: 5 }, "geometry", /is 5: give an object/],
            [
                "an option the local driver lacks",
                { driverOpts: { sise: "1m" } },
                "driverOpts.sise",
                /takes only type, o, device, size/,
            ],
            [
                "a type without a device",
                { driverOpts: { type: "none" } },
                "driverOpts.device",
                /missing: .*needs it together with type/,
            ],
            ["an empty driver option", { driver: "other", driverOpts: { x: "" } }, "driverOpts.x", /give a text/],
            ["a name with a slash", { name: "a/b" }, "name", /is "a\/b": a volume name is 2 to 255/],
            ["a name of one letter", { name: "a" }, "name", /2 to 255/],
            ["a name that is too long", { name: "a".repeat(256) }, "name", /256 characters|2 to 255/],
            ["an unknown policy", { onReplace: "keep" }, "onReplace", /give one of migrate, discard/],
            ["an unknown deletion", { onDelete: "archive" }, "onDelete", /give one of snapshot, retain, discard/],
            ["a label without a key", { labels: { "": "x" } }, "labels", /give every label a key/],
            [
                "a label of the package's own",
                { labels: { "io.docker-storage.managed": "x" } },
                "labels",
                /this package's own/,
            ],
            ["a seed without files", { seed: {} }, "seed.files", /is missing: give a map/],
            ["a seed with an absolute path", { seed: { files: { "/etc/x": "" } } }, "seed.files", /without a leading/],
            [
                "a seed that leaves the volume",
                { seed: { files: { "a/../../x": "" } } },
                "seed.files",
                /inside the volume/,
            ],
            [
                "a seed with a file as folder",
                { seed: { files: { a: "", "a/b": "" } } },
                "seed.files",
                /file and a folder at once/,
            ],
            [
                "a seed of a read-only volume",
                { driverOpts: { type: "ext4", device: "/dev/x", o: "noatime,ro" }, seed: { files: { a: "" } } },
                "seed",
                /read-only \(ro\)/,
            ],
            [
                "a migration to a tmpfs",
                { driverOpts: tmpfs, onDelete: "discard" },
                "onReplace",
                /is "migrate": a tmpfs keeps nothing/,
            ],
            [
                "a snapshot of a tmpfs",
                { driverOpts: tmpfs, onReplace: "discard" },
                "onDelete",
                /is "snapshot": a tmpfs keeps nothing/,
            ],
            ["a bad snapshots volume", { snapshots: { volume: "/srv" } }, "snapshots.volume", /a volume name is/],
            ["no place of snapshots", { snapshots: {} }, "snapshots", /is \{\}: give one of volume, folder, restic/],
            [
                "two places of snapshots",
                { snapshots: { volume: "ab", folder: "/a" } },
                "snapshots",
                /give one of volume,/,
            ],
            [
                "a relative folder",
                { snapshots: { folder: "a" } },
                "snapshots.folder",
                /absolute path on the Docker host/,
            ],
            ["a folder with ..", { snapshots: { folder: "/a/../b" } }, "snapshots.folder", /without "\." and "\.\."/],
            [
                "a repository of a backend that the image lacks",
                { snapshots: { restic: { repository: "sftp:nas:/a", password: "p" } } },
                "snapshots.restic.repository",
                /is "sftp:nas:\/a": give an absolute path .*, or a repository that begins with azure:, b2:/,
            ],
            [
                "a repository without password",
                { snapshots: { restic: { repository: "/a" } } },
                "snapshots.restic.password",
                /is missing: give a text that is not empty/,
            ],
            [
                "a password that is none, without showing it",
                { snapshots: { restic: { repository: "/a", password: ["hunter2"] } } },
                "snapshots.restic.password",
                /is "<secret>": give/,
            ],
            [
                "a password in the environment",
                { snapshots: { restic: { repository: "/a", password: "p", environment: { RESTIC_PASSWORD: "p" } } } },
                "snapshots.restic.environment",
                /is "RESTIC_PASSWORD": give it as password/,
            ],
            [
                "a variable that is none",
                { snapshots: { restic: { repository: "s3:x", password: "p", environment: { "A B": "" } } } },
                "snapshots.restic.environment",
                /is "A B": give variables of the repository's backend/,
            ],
            [
                "a time without a zone",
                { restoreFrom: { at: "2026-01-31T10:00:00" } },
                "restoreFrom.at",
                /with its zone/,
            ],
            [
                "a time that never was",
                { restoreFrom: { at: "2026-13-31T10:00:00Z" } },
                "restoreFrom.at",
                /with its zone/,
            ],
            [
                "a snapshot that leaves the place",
                { restoreFrom: { snapshot: "../x" } },
                "restoreFrom.snapshot",
                /is "\.\.\/x": give a snapshot's name, or "latest"/,
            ],
            [
                "a name and a time of one snapshot",
                { restoreFrom: { snapshot: "latest", at: "2026-01-31T10:00:00Z" } },
                "restoreFrom.at",
                /give one of the two/,
            ],
            [
                "a component that leaves the place",
                { restoreFrom: { component: "../other" } },
                "restoreFrom.component",
                /"project\/stack\/name"/,
            ],
            [
                "a restore from nowhere",
                { restoreFrom: { snapshots: {} } },
                "restoreFrom.snapshots",
                /give one of volume/,
            ],
            [
                "a restore to a tmpfs",
                { driverOpts: tmpfs, onReplace: "discard", onDelete: "discard", restoreFrom: {} },
                "restoreFrom",
                /a tmpfs is empty again/,
            ],
        ],
    ],
    BindMount: [
        bindMountProblems,
        [
            [
                "a fractional block size",
                { path: "/srv", ...size(1.5) },
                "geometry.blockSizeBytes",
                /is 1\.5: give a whole number of bytes/,
            ],
            ["no path", {}, "path", /is missing: give an absolute path/],
            ["a relative path", { path: "data" }, "path", /is "data": give an absolute path on the Docker host/],
            ["the root", { path: "//" }, "path", /is the host's root/],
            ["a path with ..", { path: "/srv/../etc" }, "path", /without "\." and "\.\."/],
            ["a path with a colon", { path: "/srv/a:b" }, "path", /Docker reads ":" as a separator/],
            ["a folder of the kernel", { path: "/proc/1" }, "path", /belong to the kernel/],
            ["a mode that is no mode", { path: "/srv", mode: "rwx" }, "mode", /octal digits/],
            ["a negative owner", { path: "/srv", uid: -1 }, "uid", /give a user id, a whole number from 0/],
        ],
    ],
    NfsVolume: [
        nfs,
        [
            ["a fractional block size", size(1.5), "geometry.blockSizeBytes", /is 1\.5: give a whole number of bytes/],
            [
                "an export without a slash",
                { export: "data" },
                "export",
                /is "data": give an absolute path of the export/,
            ],
            ["an export with a comma", { export: "/a,soft" }, "export", /Docker reads "," as a separator/],
            ["a server with a scheme", { server: "nfs://nas" }, "server", /without a port, a scheme or spaces/],
            ["a server with options", { server: "nas,soft" }, "server", /host name or address/],
            ["a missing server", { server: undefined }, "server", /is missing/],
            ["an unknown version", { version: "5" }, "version", /give one of 3, 4\.0, 4\.1, 4\.2/],
            ["a port beyond 65535", { port: 65536 }, "port", /from 1 to 65535/],
            ["a crooked block", { readSizeBytes: 5000 }, "readSizeBytes", /multiple of 1024/],
            ["no locks with version 4", { noLocks: true }, "noLocks", /only version "3"/],
            ["an unknown security", { security: "none" }, "security", /give one of sys/],
        ],
    ],
    VolumeBackup: [
        backup,
        [
            ["no volume", { volume: undefined }, "volume", /is missing: a volume name is/],
            ["a path as volume", { volume: "/srv" }, "volume", /is "\/srv": a volume name is/],
            ["a schedule in words", { schedule: "@daily" }, "schedule", /as in "30 3 \* \* 1-5", UTC/],
            ["a schedule of four fields", { schedule: "0 0 * *" }, "schedule", /give minute, hour, day, month/],
            ["a minute beyond the hour", { schedule: "60 * * * *" }, "schedule", /is "60 /],
            ["a month beyond the year", { schedule: "0 0 1 13 *" }, "schedule", /is "0 0 1 13/],
            ["a range that runs backwards", { schedule: "0 9-8 * * *" }, "schedule", /is "0 9-8/],
            ["steps of nothing", { schedule: "*/0 * * * *" }, "schedule", /is "\*\/0/],
            ["no time from one to the next", { everySeconds: 0 }, "everySeconds", /more than 0/],
            ["two schedules", { everySeconds: 9, schedule: "0 0 * * *" }, "everySeconds", /give one of the two/],
            ["an unknown rule", { keep: { last: 1, seldom: 2 } }, "keep.seldom", /the rules are last, hourly, daily/],
            ["a rule that keeps nothing", { keep: { last: 0 } }, "keep.last", /whole number of snapshots from 1/],
            ["no rule", { keep: {} }, "keep", /no rule would keep any snapshot/],
            ["an unknown mode", { quiesce: { mode: "freeze" } }, "quiesce.mode", /give one of stop, pause, command/],
            [
                "a command without a container",
                { quiesce: { mode: "command", before: ["a"] } },
                "quiesce.container",
                /is missing: a container name is/,
            ],
            [
                "a command as text",
                { quiesce: { mode: "command", container: "db", before: [] } },
                "quiesce.before",
                /give the command, as a list/,
            ],
            [
                "a command that is not run",
                { quiesce: { mode: "stop", after: ["a"] } },
                "quiesce.after",
                /only mode "command" has it/,
            ],
            [
                "drills that nobody holds",
                { drillEverySeconds: 9 },
                "drillEverySeconds",
                /give schedule or everySeconds/,
            ],
            ["a socket that is no path", { dockerSocket: "tcp://x" }, "dockerSocket", /absolute path/],
            ["triggers that are no list", { triggers: "a" }, "triggers", /give a list/],
            ["a component that leaves the place", { component: ".." }, "component", /"project\/stack\/name"/],
            ["a bad place", { snapshots: { folder: "x" } }, "snapshots.folder", /absolute path/],
        ],
    ],
    SharedContainer: [
        container,
        [
            ["no image", { image: undefined }, "image", /is missing: give an image as Docker names it/],
            [
                "a relative target",
                mount({ target: "data" }),
                "mounts[0].target",
                /is "data": give an absolute path in the container/,
            ],
            ["the root as target", mount({ target: "/" }), "mounts[0].target", /root cannot be mounted over/],
            [
                "two mounts on one target",
                mount({ target: "/a" }, { target: "/a/" }),
                "mounts[1].target",
                /another mount has this target/,
            ],
            ["a path as volume", mount({ source: "/srv", target: "/a" }), "mounts[0].source", /needs type "bind"/],
            ["a bind mount without source", mount({ type: "bind", target: "/a" }), "mounts[0].source", /is missing/],
            [
                "a relative bind mount",
                mount({ type: "bind", source: "srv", target: "/a" }),
                "mounts[0].source",
                /absolute path on the Docker host/,
            ],
            [
                "a tmpfs with a source",
                mount({ type: "tmpfs", source: "v", target: "/a" }),
                "mounts[0].source",
                /a tmpfs has no source/,
            ],
            [
                "a tmpfs size on a volume",
                mount({ target: "/a", tmpfsSizeBytes: 1 }),
                "mounts[0].tmpfsSizeBytes",
                /only mounts of type "tmpfs"/,
            ],
            [
                "propagation on a volume",
                mount({ target: "/a", propagation: "shared" }),
                "mounts[0].propagation",
                /only mounts of type "bind"/,
            ],
            [
                "noCopy on a bind mount",
                mount({ type: "bind", source: "/s", target: "/a", noCopy: true }),
                "mounts[0].noCopy",
                /only mounts of type "volume"/,
            ],
            [
                "an unknown propagation",
                mount({ type: "bind", source: "/s", target: "/a", propagation: "both" }),
                "mounts[0].propagation",
                /give one of private/,
            ],
            [
                "an unknown mount type",
                mount({ type: "nfs", target: "/a" }),
                "mounts[0].type",
                /give one of volume, bind, tmpfs/,
            ],
            [
                "a read-only anonymous volume",
                mount({ target: "/a", readOnly: true }),
                "mounts[0].readOnly",
                /nobody could ever write/,
            ],
            [
                "an anonymous volume without copy-up",
                mount({ target: "/a", noCopy: true }),
                "mounts[0].noCopy",
                /name a source, or leave it out/,
            ],
            ["a variable without =", { env: ["A=1", "B"] }, "env[1]", /give NAME=value/],
            ["a variable set twice", { env: ["A=1", "A=2"] }, "env[1]", /A is set twice/],
            ["a port beyond 65535", { ports: [{ internal: 70000 }] }, "ports[0].internal", /from 1 to 65535/],
            [
                "one host port twice",
                {
                    ports: [
                        { internal: 1, external: 80 },
                        { internal: 2, external: 80 },
                    ],
                },
                "ports[1].external",
                /another port/,
            ],
            [
                "an unknown protocol",
                { ports: [{ internal: 1, protocol: "http" }] },
                "ports[0].protocol",
                /give one of tcp, udp, sctp/,
            ],
            ["an unknown restart policy", { restart: "sometimes" }, "restart", /give one of no, on-failure/],
            ["crooked memory", { memoryBytes: 10_000_000 }, "memoryBytes", /multiple of 1048576/],
            [
                "swap below memory",
                { memoryBytes: 16777216, memorySwapBytes: 8388608 },
                "memorySwapBytes",
                /memory and swap together/,
            ],
            ["an empty healthcheck", { healthcheck: { command: [] } }, "healthcheck.command", /give a command/],
            ["waiting for no healthcheck", { waitUntilHealthy: true }, "waitUntilHealthy", /give a healthcheck/],
            ["a bad container name", { volumesFrom: ["a b"] }, "volumesFrom[0]", /a container name is/],
            ["a list that is none", { mounts: "data:/data" }, "mounts", /give a list/],
        ],
    ],
};

for (const [component, [problemsOf, wrong]] of Object.entries(cases)) {
    describe(`Validation of ${component}`, () => {
        for (const [what, values, path, message] of wrong) {
            it(`turns down ${what}, naming ${path}`, () => {
                const problems = problemsOf(values);
                assert.deepEqual(
                    problems.map((problem) => problem.propertyPath),
                    [path],
                );
                assert.match(reasonOf(problems[0]), message);
                assert.ok(reasonOf(problems[0]).startsWith(path));
            });
        }
    });
}

describe("Validation", () => {
    it("passes right arguments of every component", () => {
        const seed = { files: { "a/b.txt": "" } };
        const driverOpts = { type: "none", device: "/srv", o: "bind" };
        assert.deepEqual(volume({ name: "ab", ...size(4096, 1000), driverOpts, seed, labels: { a: "" } }), []);
        assert.deepEqual(volume({ driverOpts: tmpfs, onReplace: "discard", onDelete: "discard" }), []);
        assert.deepEqual(volume({ driver: "other", driverOpts: { anything: "goes" } }), []);
        const restic = { repository: "rest:https://nas/", password: "p", environment: { RESTIC_REST_USERNAME: "u" } };
        const restoreFrom = {
            at: "2026-01-31T10:00:00.5+01:00",
            component: "shop/prod/db",
            snapshots: { folder: "/a" },
        };
        assert.deepEqual(volume({ snapshots: { restic }, restoreFrom }), []);
        assert.deepEqual(volume({ snapshots: { restic: LATER }, restoreFrom: { snapshot: "latest" } }), []);
        assert.deepEqual(volume({ snapshots: { restic: { repository: LATER, password: LATER } } }), []);
        assert.deepEqual(bindMountProblems({ path: "/srv/data", uid: 0, gid: 0, mode: "750" }), []);
        assert.deepEqual(nfs({ server: "2001:db8::1", version: "3", noLocks: true, readSizeBytes: 65536 }), []);
        for (const schedule of ["* * * * *", "*/15 8-18 1,15 1-12/2 0-7", "30 3 * * 1-5"]) {
            assert.deepEqual(backup({ schedule, keep: { daily: 7 }, drillEverySeconds: 0.5, triggers: ["", "a"] }), []);
        }
        const command = { mode: "command", container: "db", before: ["fsfreeze", "-f", "/data"] };
        assert.deepEqual(
            backup({ everySeconds: 0.5, quiesce: command, requestedAt: "x", component: "shop/prod/db" }),
            [],
        );
        const mounts = [
            { source: "data", target: "/data" },
            { type: "bind", source: "/", target: "/host" },
            { target: "/a" },
        ];
        assert.deepEqual(container({ mounts, env: ["A=", "B=1=2"], ports: [{ internal: 80, external: 80 }] }), []);
    });

    it("collects every problem, not only the first", () => {
        const problems = volume({ name: "/", ...size(-1, 0.5), onReplace: "x" });
        assert.deepEqual(
            problems.map((problem) => problem.propertyPath),
            ["name", "geometry.blockSizeBytes", "geometry.blockCount", "onReplace"],
        );
    });

    it("leaves alone what is known only later", () => {
        assert.deepEqual(volume({ driver: LATER, driverOpts: { anything: LATER }, labels: LATER }), []);
        assert.deepEqual(nfs({ server: LATER, export: LATER }), []);
        assert.deepEqual(container({ image: LATER, mounts: [{ source: LATER, target: LATER }], env: LATER }), []);
    });

    it("turns down a component name that leaves no room for Pulumi's suffix", () => {
        const problems = namedVolumeProblems("a".repeat(250), {});
        assert.deepEqual(
            problems.map((problem) => problem.propertyPath),
            ["the component's name"],
        );
        assert.deepEqual(namedVolumeProblems("a".repeat(250), { name: "short" }), []);
    });

    it("shows no more of a long value than helps", () => {
        assert.ok(reasonOf({ propertyPath: "p", value: "x".repeat(5000), remedy: "r" }).length < 200);
    });
});
