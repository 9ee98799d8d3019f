import assert from "node:assert/strict";
import { reclaimScript } from "../../components/data/volume-scripts";
import { snapshotsMount } from "../../components/model/snapshots";
import { pointsToTry, variantsToTry } from "../points";
import { temporaryFolder } from "../temporary-folder";
import { docker, inVolume, volumeExists } from "./docker-view";
import { FaultySocket, SocketFault } from "./faulty-socket";
import { OwnVolumes } from "./own-volumes";
import { Result, runScript, succeeded } from "./run-script";

const { first, every, told } = pointsToTry(8);
const volumes = new OwnVolumes("faults-reclaim");

/** The program, and not what it has begun. */
async function killProgram(volume: string): Promise<void> {
    const filters = { label: [`io.docker-storage.program=${volume}`] };
    for (const { Id } of await docker.listContainers({ filters }))
        await docker.getContainer(Id).kill({ signal: "SIGKILL" });
}

const FAULTS: [string, (volume: string) => SocketFault][] = [
    ["fails", () => "fail"],
    ["is cut off", () => "cut off"],
    ["is carried out, and nobody hears of it", () => "unheard"],
    ["is not made any more, as the program is killed", (volume) => () => killProgram(volume)],
];

describe(`The removal of a volume whose data is nowhere else (requests of Docker's API: ${told})`, function () {
    this.timeout(1_800_000);
    const socket = new FaultySocket(temporaryFolder("faulty-socket"));

    before(() => socket.listen());
    after(() => socket.close());
    afterEach(() => volumes.remove());

    /** Breaks the removal at a request, and tries again; resolves to whether there were so many. */
    async function breakAt(request: number, faultOf: (volume: string) => SocketFault): Promise<boolean> {
        const volume = await volumes.make(`data-${request}`, "echo precious > f");
        const snapshots = volumes.named(`snapshots-${request}`);
        const remove = (): Promise<Result> =>
            runScript(reclaimScript(), {
                DOCKER_SOCKET: socket.path,
                NAME: volume,
                ON_DELETE: "snapshot",
                SNAPSHOTS: snapshotsMount({ volume: snapshots }),
                FOLDER: "project/stack/data",
                URN: "urn",
            });
        const saved = (): Promise<string> =>
            inVolume(
                snapshots,
                "for at in project/stack/data/*/; do tar -xO --zstd -f $at/data.tar.zst ./f; break; done",
            );
        socket.arm(request, faultOf(volume));
        const { code, stderr } = await remove();
        const { hit } = socket;
        socket.arm(0, "fail");
        if (await volumeExists(volume))
            assert.equal(await inVolume(volume, "cat f"), "precious\n", `${hit}: ${stderr}`);
        else assert.equal(await saved(), "precious\n", `${hit}: ${stderr}`);
        if (hit === undefined) assert.equal(code, 0, stderr);
        succeeded(await remove(), "");
        assert.equal(await volumeExists(volume), false, hit);
        assert.equal(await saved(), "precious\n", hit);
        const left = await docker.listContainers({ all: true, filters: { volume: [snapshots] } });
        assert.deepEqual(left, [], `${hit}: a container is left over`);
        return hit !== undefined;
    }

    for (const [what, fault] of variantsToTry(FAULTS, FAULTS.length))
        it(`loses no byte when one ${what}, and is finished by the next try`, async () => {
            let request = first;
            while (await breakAt(request, fault)) request += every;
            assert.ok(request > first, `there were fewer than ${first} requests`);
        });
});
