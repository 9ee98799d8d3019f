import assert from "node:assert/strict";
import { isDeepStrictEqual } from "node:util";
import { variantsToTry } from "../points";
import { during, describeKilledDaemon, Moment } from "./migration-on-own-daemon";
import { asideOf } from "./set-aside";

/** The toolbox stands still before or after it has done what it is told. */
const before = (command: string): Pick<Moment, "logged" | "toolbox"> => ({
    logged: new RegExp(`this far: ${command}`),
    toolbox: during(`"${command}"*`, "true"),
});
const after = (command: string): Pick<Moment, "logged" | "toolbox"> => ({
    ...before(command),
    toolbox: during(`"${command}"*`, `/opt/volume-tools/main.py ${command} >/dev/null`),
});

const IN_PLACE: Moment[] = [
    { when: "before it is set aside", ...before("set-aside") },
    { when: "while its volume is to be removed", ...after("set-aside") },
    { when: "once it is set aside", logged: /"resOutputsEvent".*"delete-replaced".*::data-named-reclaim"/ },
    { when: "before the volume is made again", logged: /"resourcePreEvent".*"create-replacement".*::data-named"/ },
    { when: "before it is brought back", ...before("bring-back") },
    { when: "when nobody knows yet that it is brought back", ...after("bring-back") },
    { when: "once it is brought back", logged: /"resOutputsEvent".*"create-replacement".*::data-named-reclaim"/ },
];

describeKilledDaemon("A migration in place of the old volume whose Docker daemon is killed", (migration) => {
    for (const moment of variantsToTry(IN_PLACE, 4)) {
        it(`${moment.when}, to make a volume of the same name, loses no byte, and the next update finishes`, async () => {
            const name = `${migration.stack.name}-fixed`;
            const { contents } = await migration.deployed(name);
            const told = await migration.failingUpdate(moment);
            migration.assertNamed(told);
            await migration.daemon.start();
            const kept = await Promise.all((await migration.volumes()).map((volume) => migration.contentsOf(volume)));
            const aside = await asideOf(name, migration.stack.stack.environment);
            assert.ok(
                [...kept, aside].some((found) => isDeepStrictEqual(found, contents)),
                `all of the data is nowhere: ${told}`,
            );
            if (moment.toolbox) assert.match(told, /still holds the data; .* The next update tries again/);
            await migration.assertFinished(name, contents);
            assert.equal(await asideOf(name, migration.stack.stack.environment), undefined);
        });
    }
});
