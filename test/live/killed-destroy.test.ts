import assert from "node:assert/strict";
import { atEveryMoment, describeKilled, GONE } from "./killed-victim";

describeKilled("An engine that is killed while it destroys", (victims) => {
    it("leaves a destroy that the next destroy finishes", async () => {
        const [first] = victims;
        await first.up();
        await first.destroy();
        const events = first.stepEvents();
        await atEveryMoment(victims, events, async (victim, at) => {
            await victim.up();
            await victim.kill("destroy", at);
            await victim.destroy();
            assert.deepEqual(await victim.onDaemon(), GONE);
        });
    });
});
