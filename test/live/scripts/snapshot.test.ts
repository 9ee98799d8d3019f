import assert from "node:assert/strict";
import { setAsideScript, snapshotScript } from "../../../components/data/volume-scripts";
import { snapshotsMount } from "../../../components/model/snapshots";
import { docker, inVolume, volumeExists } from "../docker-view";
import { FaultyToolbox } from "../faulty-toolbox";
import { FINGERPRINT, MIXED } from "../mixed-content";
import { OwnContainers } from "../own-containers";
import { OwnVolumes } from "../own-volumes";
import { runScript, succeeded } from "../run-script";
import { asideOf } from "../set-aside";

const volumes = new OwnVolumes("snapshot");
const named = (name: string): string => volumes.named(name);
const containers = new OwnContainers(volumes);
const text = snapshotScript();

describe("The snapshot of a volume that is to be deleted", () => {
    afterEach(async () => {
        await containers.remove();
        await volumes.remove();
    });

    const environment = (data: string): Record<string, string> => ({
        PULUMI_COMMAND_STDOUT: data,
        NAME: "the-name-in-the-inputs",
        ON_DELETE: "snapshot",
        SNAPSHOTS: snapshotsMount({ volume: named("snapshots") }),
        FOLDER: "project/stack/data",
        URN: "urn:pulumi:stack::project::docker-storage:index:NamedVolume::data",
    });

    it("takes and verifies one of the volume that holds the data, and it can be unpacked to the same", async () => {
        const data = await volumes.make("data", MIXED);
        const before = await inVolume(data, FINGERPRINT);
        const result = await runScript(text, environment(data));
        succeeded(result, "");
        assert.match(result.stderr, new RegExp(`took and verified snapshot project/stack/data/\\S+ of volume ${data}`));
        const listed = await inVolume(
            named("snapshots"),
            "find . -type f | sort; cat */*/*/*/manifest.json; sha256sum */*/*/*/*.zst",
        );
        const [archive, manifestFile, ...lines] = listed.trim().split("\n");
        const sum = lines.pop();
        const manifest = JSON.parse(lines.join("\n")) as Record<string, unknown>;
        assert.match(archive, /^\.\/project\/stack\/data\/\d{8}T\d{6}Z-\w+\/data\.tar\.zst$/);
        assert.match(manifestFile, /manifest\.json$/);
        assert.equal(manifest.archiveSha256, sum?.slice(0, 64));
        assert.deepEqual(
            [manifest.volume, manifest.urn, manifest.driver, manifest.labels],
            [data, environment(data).URN, "local", { "io.docker-storage.managed": "test" }],
        );
        assert.equal(
            manifest.fileCount,
            Number(await inVolume(data, "find . -type f -printf '%i\\n' | sort -u | wc -l")),
        );
        const unpack = `mkdir /tmp/out && tar -x --zstd -p --acls --xattrs --xattrs-include='*' --numeric-owner -f ${archive} -C /tmp/out`;
        assert.equal(await inVolume(named("snapshots"), `${unpack} && cd /tmp/out && ${FINGERPRINT}`), before);
    });

    it("fails, so that the volume is not deleted, when none can be taken", async () => {
        const data = await volumes.make("data", "echo kept > f");
        const result = await runScript(text, {
            ...environment(data),
            TOOLBOX: "docker-storage/no-such-image:0",
        });
        assert.notEqual(result.code, 0);
        assert.equal(await inVolume(data, "cat f"), "kept\n");
    });

    it("refuses while a container still has the volume, also one that is stopped, and names it", async () => {
        const data = await volumes.make("data", "echo kept > f");
        const id = await containers.start("user", data);
        for (const stop of [false, true]) {
            if (stop) await docker.getContainer(id).kill();
            const result = await runScript(text, environment(data));
            assert.notEqual(result.code, 0);
            assert.match(result.stderr, new RegExp(`still mounted by containers.*${id.slice(0, 12)}`));
        }
        assert.equal(await volumeExists(named("snapshots")), false);
    });

    describe("in a toolbox whose programs are watched", () => {
        let toolbox: FaultyToolbox;
        beforeEach(() => (toolbox = new FaultyToolbox()));
        afterEach(() => toolbox.remove());

        /** From now on a shell script is run in place of a program. */
        const inPlaceOf = (program: string, script: string): Promise<void> =>
            toolbox.break(`cat > /usr/local/bin/${program} <<'END'
#!/bin/sh
${script}
END
chmod 755 /usr/local/bin/${program}`);

        it("is none, and nobody finds one, when what is unpacked of it differs from the volume", async () => {
            const data = await volumes.make("data", "echo kept > f");
            const damage = `case "$*" in *--extract*) echo more >> "$last/f" ;; esac`;
            await inPlaceOf("tar", `/usr/bin/tar "$@" || exit; for last; do :; done; ${damage}`);
            const result = await runScript(text, { ...environment(data), TOOLBOX: toolbox.image });
            assert.notEqual(result.code, 0);
            assert.match(result.stderr, new RegExp(`the snapshot of volume ${data} differs from it.*\nf differs in`));
            assert.equal(await inVolume(named("snapshots"), "ls -A"), "");
            assert.equal(await inVolume(data, "cat f"), "kept\n");
        });

        it("is on the disk before anybody can find it", async () => {
            const data = await volumes.make("data", "echo kept > f");
            const look = "(cd /snapshots; find . -name manifest.json; echo synced) >> /snapshots/looks";
            await inPlaceOf("sync", `${look}; exec /usr/bin/sync "$@"`);
            const result = await runScript(text, { ...environment(data), TOOLBOX: toolbox.image });
            succeeded(result, "");
            const looks = await inVolume(named("snapshots"), "cat looks");
            assert.match(
                looks,
                /^\.\/\.unfinished\.[\w.-]+\/manifest\.json\nsynced\n\.\/project\/stack\/data\/\S+\/manifest\.json\nsynced\n$/,
            );
        });
    });

    for (const policy of ["discard", "retain"]) {
        it(`is not taken when the data is to be ${policy}ed`, async () => {
            const data = await volumes.make("data", "echo kept > f");
            succeeded(await runScript(text, { ...environment(data), ON_DELETE: policy }), "");
            assert.equal(await volumeExists(named("snapshots")), false);
        });
    }

    it("of a volume with a fixed name is one of what was set aside of it, which goes then", async () => {
        const data = await volumes.make("data", "echo set-aside > f");
        const fixed = { ...environment(data), NAME: data };
        succeeded(await runScript(setAsideScript(), { ...fixed, ON_REPLACE: "migrate" }), "");
        assert.notEqual(await asideOf(data), undefined);
        succeeded(await runScript(text, fixed), "");
        assert.equal(await asideOf(data), undefined);
        const content = await inVolume(
            named("snapshots"),
            "tar -xO --zstd -f */*/*/*/data.tar.zst ./f; cat */*/*/*/manifest.json",
        );
        assert.match(content, /^set-aside\n/);
        assert.equal((JSON.parse(content.slice("set-aside\n".length)) as { volume: string }).volume, data);
    });
});
