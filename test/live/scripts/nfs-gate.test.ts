import assert from "node:assert/strict";
import { nfsScripts } from "../../../components/data/volume-scripts";
import { freePort, inVolume, volumeExists } from "../docker-view";
import { STACK } from "../own-containers";
import { OwnVolumes } from "../own-volumes";
import { Result, runScript } from "../run-script";

const volumes = new OwnVolumes("nfs-gate");
const named = (name: string): string => volumes.named(name);

const { update, delete: leave } = nfsScripts();

describe("The gate of an NfsVolume", () => {
    const place = (path: string): string => `4.2 0 127.0.0.1:${path}`;
    /** What it prints, of a volume that shows a folder. */
    const held = (volume: string, path: string): string => `${named(volume)}\nnfs ${place(path)}`;

    function move(from: string, to: string, environment: NodeJS.ProcessEnv = {}): Promise<Result> {
        const told = { NAME: named("new"), HELD: `${held("new", to)}\nstack ${STACK}`, ON_MOVE: "migrate", STACK };
        return runScript(update, { PULUMI_COMMAND_STDOUT: held("old", from), ...told, ...environment });
    }

    before(async () => {
        await volumes.make("old", "echo data > file");
        await volumes.make("new");
    });
    after(() => volumes.remove());

    it("copies nothing when only the options of the mount are others, and keeps what it knows of the last copy", async () => {
        const copied = '\ncopied {"from":"x"}';
        const before = held("old", "/srv") + copied;
        const { code, stdout, stderr } = await move("/srv", "/srv", { PULUMI_COMMAND_STDOUT: before });
        assert.deepEqual([code, stdout], [0, `${held("new", "/srv")}\nstack ${STACK}${copied}`], stderr);
        assert.equal(await inVolume(named("new"), "ls -A"), "");
    });

    it("takes another folder as it is when that is to be adopted", async () => {
        const { code, stdout } = await move("/srv", "/other", { ON_MOVE: "adopt" });
        assert.deepEqual([code, stdout], [0, `${held("new", "/other")}\nstack ${STACK}`]);
        assert.equal(await inVolume(named("new"), "ls -A"), "");
    });

    for (const [from, to, error] of [
        ["/srv", "/srv/new", "127.0.0.1:/srv/new lies in 127.0.0.1:/srv, which cannot be copied into itself"],
        ["/srv/old", "/srv", "127.0.0.1:/srv/old lies in 127.0.0.1:/srv, which cannot become a copy of it"],
        ["/", "/srv", "127.0.0.1:/srv lies in 127.0.0.1:/, which cannot be copied into itself"],
    ]) {
        it(`turns down the move from ${from} to ${to}`, async () => {
            const { code, stdout, stderr } = await move(from, to);
            const remedy = `choose another folder, or set onMove to "adopt" to take 127.0.0.1:${to} as it is`;
            const kept = `volume ${named("old")} still holds the data; nothing of it was lost. The next update tries again.`;
            assert.deepEqual([code, stdout, stderr], [1, "", `${error}: ${remedy}\n${kept}\n`]);
        });
    }

    it("mounts nothing of a server that does not answer, and says what to do", async () => {
        const port = await freePort();
        const before = `${named("old")}\nnfs 4.2 ${port} 127.0.0.1:/srv`;
        const { code, stdout, stderr } = await move("", "/other", { PULUMI_COMMAND_STDOUT: before });
        assert.deepEqual([code, stdout], [1, ""]);
        assert.equal(
            stderr,
            `no NFS server answers on port ${port} of 127.0.0.1, asked from the Docker host: the connection is refused\n` +
                "so nothing can be copied from 127.0.0.1:/srv to 127.0.0.1:/other: have that server answer, or set onMove to " +
                '"adopt" to take 127.0.0.1:/other as it is\n' +
                `volume ${named("old")} still holds the data; nothing of it was lost. The next update tries again.\n`,
        );
    });

    it("asks no server when the data is to stay there, and does not leave without an answer otherwise", async () => {
        const port = await freePort();
        const told = {
            PULUMI_COMMAND_STDOUT: `${named("old")}\nnfs 4.2 ${port} 127.0.0.1:/srv`,
            FOLDER: "f",
        };
        const retained = await runScript(leave, { ...told, NAME: named("old"), ON_DELETE: "retain" });
        assert.equal(retained.code, 0, retained.stderr);
        for (const policy of ["snapshot", "discard"]) {
            const { code, stderr } = await runScript(leave, { ...told, NAME: named("old"), ON_DELETE: policy });
            assert.equal(code, 1);
            assert.match(
                stderr,
                new RegExp(`so onDelete, which is "${policy}", cannot be done for 127.0.0.1:/srv: have the`),
            );
        }
        assert.equal(await inVolume(named("old"), "cat file"), "data\n");
        assert.ok(await volumeExists(named("old")));
    });
});
