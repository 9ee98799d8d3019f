import assert from "node:assert/strict";
import { restoreScript } from "../../../components/data/volume-scripts";
import { restorationFrom } from "../../../components/model/snapshots";
import { temporaryFolder } from "../../temporary-folder";
import { inVolume } from "../docker-view";
import { despiteFailures, FaultySocket } from "../faulty-socket";
import { FINGERPRINT, MIXED } from "../mixed-content";
import { OwnVolumes } from "../own-volumes";
import { killableScript, Result, runScript } from "../run-script";
import { Environment, FOLDER, madePlace, restore, taken } from "../snapshot-scripts";

const volumes = new OwnVolumes("restore");

describe("A snapshot that is restored by a program", () => {
    const { place } = madePlace(`${temporaryFolder("restore")}/snapshots`, "folder");
    let snapshot: string;
    let content: string;

    before(async () => {
        const data = await volumes.make("data", MIXED);
        content = await inVolume(data, FINGERPRINT);
        snapshot = await taken(data, place);
    });
    after(() => volumes.remove());

    async function isRestored(result: Result, to: string): Promise<void> {
        assert.equal(result.code, 0, result.stderr);
        assert.equal(restorationFrom(result.stdout).snapshot, snapshot);
        assert.equal(await inVolume(to, FINGERPRINT), content);
    }

    it("is there as a whole in the end, whichever request to Docker fails", async () => {
        const to = await volumes.make("to");
        await isRestored(await despiteFailures((socket) => restore(to, place, {}, socket as Environment)), to);
    });

    it("is restored once when its client is killed: the next one waits for what goes on", async () => {
        const to = await volumes.make("other");
        const socket = new FaultySocket(temporaryFolder("faulty-socket"));
        await socket.listen();
        const environment = { ...place, NAME: to, ON_REPLACE: "migrate", REQUEST: JSON.stringify({ folder: FOLDER }) };
        let next: Promise<Result> | undefined;
        socket.arm(/POST \S+\/containers\/\w+\/start/, async () => {
            kill();
            await new Promise<void>((resolve) => {
                next = runScript(restoreScript(), environment, "", (said) => said.includes("waiting for") && resolve());
            });
        });
        const kill = killableScript(restoreScript(), { ...environment, DOCKER_SOCKET: socket.path });
        await socket.isDone();
        assert.ok(next);
        await isRestored(await next, to);
        socket.close();
        assert.match((await next).stderr, new RegExp(`waiting for what an earlier update does to volume ${to}`));
    });
});
