import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import * as storage from "../../components/index";
import { MockedProgram, valueOf } from "./mocked-program";
import { wrongBindMounts } from "./wrong-programs/bind-mount";
import { wrongDockerHosts, wrongHosts } from "./wrong-programs/docker-host";
import { wrongNamedVolumes } from "./wrong-programs/named-volume";
import { wrongNfsVolumes } from "./wrong-programs/nfs-volume";
import { wrongSharedContainers } from "./wrong-programs/shared-container";
import { wrongSharedServices } from "./wrong-programs/shared-service";
import { wrongVolumeBackups } from "./wrong-programs/volume-backup";
import { WrongProgram } from "./wrong-programs/wrong-program";

/** A component as a program sees it that no type keeps from a mistake. */
type Untyped = new (name: string, args: unknown, options: pulumi.ComponentResourceOptions) => unknown;

/** What each component needs. */
const sound = {
    NamedVolume: {},
    BindMount: { path: "/srv/data" },
    NfsVolume: { server: "nas", export: "/srv" },
    VolumeBackup: { volume: "site-data" },
    SharedContainer: { image: "site" },
    SharedService: { image: "site:1" },
};

const wrong: [keyof typeof storage, WrongProgram[]][] = [
    ["DockerHost", wrongDockerHosts],
    ...Object.entries(sound).map(([component, args]): [keyof typeof storage, WrongProgram[]] => [
        component as keyof typeof storage,
        wrongHosts.map((one) => ({ ...one, args: { ...args, ...(one.args as object) } })),
    ]),
    ["NamedVolume", wrongNamedVolumes],
    ["BindMount", wrongBindMounts],
    ["NfsVolume", wrongNfsVolumes],
    ["VolumeBackup", wrongVolumeBackups],
    ["SharedContainer", wrongSharedContainers],
    ["SharedService", wrongSharedServices],
];

for (const [component, programs] of wrong) {
    describe(`A wrong ${component}`, () => {
        const Component = storage[component] as unknown as Untyped;

        for (const { title, name = "data", args, error } of programs) {
            it(`registers nothing, and says what to do, with ${title}`, () => {
                const program = new MockedProgram();
                assert.throws(
                    () => new Component(name, args, program.options),
                    (thrown: pulumi.InputPropertiesError) => {
                        const reasons = error.map((reason) => `\n  - ${reason}`).join("");
                        assert.equal(thrown.message, `${component} ${name} has wrong arguments:${reasons}`);
                        assert.ok(pulumi.InputPropertiesError.isInstance(thrown));
                        assert.deepEqual(
                            thrown.errors.map(({ reason }) => reason),
                            error,
                        );
                        return true;
                    },
                );
                assert.deepEqual([program.registered, program.calls], [[], []]);
            });
        }
    });
}

describe("A wrong program", () => {
    it("is told which resource it gave in place of that resource's name", async () => {
        const program = new MockedProgram();
        const volume = new storage.NamedVolume("data", {}, program.options);
        await valueOf(volume.volumeName);
        const before = program.registered.length;
        const args = { image: "site", mounts: [{ source: volume, target: "/data" }] };
        assert.throws(() => new (storage.SharedContainer as unknown as Untyped)("app", args, program.options), {
            message:
                "SharedContainer app has wrong arguments:\n" +
                '  - mounts[0].source is a NamedVolume: a volume name is 2 to 255 letters, digits, "_", "." or "-", ' +
                "and begins with a letter or digit",
        });
        assert.equal(program.registered.length, before);
    });

    for (const [key, value, error] of [
        [
            "docker-storage:toolboxImage",
            "--privileged",
            'config docker-storage:toolboxImage is "--privileged": give an image as Docker names it, ' +
                '"registry/name:tag" or "name@sha256:..."',
        ],
        [
            "docker:host",
            "ssh://-oProxyCommand=x",
            'config docker:host is "ssh://-oProxyCommand=x": give the address as DOCKER_HOST has it, ' +
                '"unix:///var/run/docker.sock", "tcp://host:port" or "ssh://user@host"',
        ],
    ]) {
        it(`registers nothing when the stack's config has a wrong ${key}`, () => {
            pulumi.runtime.setAllConfig({ [key]: value });
            try {
                for (const [component, args] of Object.entries(sound)) {
                    const program = new MockedProgram();
                    const Component = storage[component as keyof typeof storage] as unknown as Untyped;
                    assert.throws(() => new Component("data", args, program.options), { message: error });
                    assert.deepEqual([program.registered, program.calls], [[], []]);
                }
            } finally {
                pulumi.runtime.setAllConfig({});
            }
        });
    }
});
