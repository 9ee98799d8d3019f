import assert from "node:assert/strict";
import { variantsToTry } from "../points";
import {
    during,
    HALF,
    describeKilledDaemon,
    Moment,
    PROVED,
    THIS_FAR,
    WHILE_THE_REST_IS_COPIED,
} from "./migration-on-own-daemon";

const BESIDE: Moment[] = [
    { when: "during the first copy", logged: THIS_FAR, toolbox: during(`"copy first"*`, HALF) },
    WHILE_THE_REST_IS_COPIED,
    { when: "while the copy is verified", logged: THIS_FAR, toolbox: during(`"copy verify"*`, "true") },
    { when: "right before the hand-over", logged: THIS_FAR, toolbox: during(`"copy verify"*`, PROVED) },
];
const HANDED_OVER: Moment[] = [
    { when: "right after the hand-over", logged: /"resOutputsEvent".*"op":"update".*::data-gate"/ },
    { when: "while the container is replaced", logged: /"resourcePreEvent".*"create-replacement".*Container::app"/ },
    { when: "once the container is replaced", logged: /"resOutputsEvent".*"create-replacement".*Container::app"/ },
    {
        when: "before what lent the old mount is removed",
        logged: /"resourcePreEvent".*"delete-replaced".*::app-mount-0"/,
    },
    { when: "before the old volume is deleted", logged: /"resourcePreEvent".*"delete-replaced".*Volume::data"/ },
];

describeKilledDaemon("A migration to a volume beside the old one whose Docker daemon is killed", (migration) => {
    for (const moment of variantsToTry(BESIDE, 4)) {
        it(`${moment.when} leaves the old volume whole, and the next update finishes`, async () => {
            const { before, contents } = await migration.deployed();
            const told = await migration.failingUpdate(moment);
            migration.assertNamed(told);
            assert.match(
                told,
                new RegExp(`volume ${before.volume} still holds the data; .* The next update tries again`),
            );
            await migration.daemon.start();
            // As any container that is not to be restarted, whether the migration had stopped it or not.
            assert.equal(await migration.isRunning(before.container), false);
            assert.match(
                told.replace(/\s+/g, " "),
                /stand still: start them, unless the next update is to replace them/,
            );
            assert.deepEqual(await migration.contentsOf(before.volume), contents);
            await migration.write(before.volume, "date +%N > written-since");
            await migration.assertFinished(undefined, await migration.contentsOf(before.volume));
        });
    }

    for (const moment of variantsToTry(HANDED_OVER, 4)) {
        it(`${moment.when} leaves both volumes whole, and the next update finishes`, async () => {
            const { before, contents } = await migration.deployed();
            migration.assertNamed(await migration.failingUpdate(moment));
            await migration.daemon.start();
            const volumes = await migration.volumes();
            for (const volume of volumes) assert.deepEqual(await migration.contentsOf(volume), contents);
            assert.equal(volumes.length, 2);
            assert.ok(volumes.includes(before.volume));
            await migration.assertFinished(undefined, contents);
        });
    }
});
