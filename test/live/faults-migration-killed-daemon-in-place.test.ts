import assert from "node:assert/strict";
import { isDeepStrictEqual } from "node:util";
import { variantsToTry } from "../points";
import { during, HALF, describeKilledDaemon, Moment, PROVED, THIS_FAR } from "./migration-on-own-daemon";

const IN_PLACE: Moment[] = [
    { when: "while it is set aside", logged: THIS_FAR, toolbox: during(`"copy whole to docker-storage-"*`, HALF) },
    { when: "while that is verified", logged: THIS_FAR, toolbox: during(`"copy verify to docker-storage-"*`, "true") },
    { when: "once it is set aside", logged: /"resOutputsEvent".*"delete-replaced".*::data-carry"/ },
    { when: "before the volume is made again", logged: /"resourcePreEvent".*"create-replacement".*::data-named"/ },
    { when: "while it is brought back", logged: THIS_FAR, toolbox: during(`"copy whole to live-"*`, HALF) },
    { when: "while that is verified", logged: THIS_FAR, toolbox: during(`"copy verify to live-"*`, "true") },
    {
        when: "before what was set aside is let go of",
        logged: THIS_FAR,
        toolbox: during(`"copy verify to live-"*`, PROVED),
    },
    { when: "once it is brought back", logged: /"resOutputsEvent".*"create-replacement".*::data-carry"/ },
];

describeKilledDaemon("A migration in place of the old volume whose Docker daemon is killed", (migration) => {
    for (const moment of variantsToTry(IN_PLACE, 3)) {
        it(`${moment.when}, to make a volume of the same name, loses no byte, and the next update finishes`, async () => {
            const name = `${migration.stack.name}-fixed`;
            const { contents } = await migration.deployed(name);
            const told = await migration.failingUpdate(moment);
            migration.assertNamed(told);
            await migration.daemon.start();
            const kept = await Promise.all((await migration.volumes()).map((volume) => migration.contentsOf(volume)));
            assert.ok(
                kept.some((found) => isDeepStrictEqual(found, contents)),
                `no volume holds all of the data: ${told}`,
            );
            if (moment.logged === THIS_FAR) assert.match(told, /still holds the data; .* The next update tries again/);
            await migration.assertFinished(name, contents);
        });
    }
});
