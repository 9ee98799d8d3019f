import assert from "node:assert/strict";
import { atEveryMoment, describeKilled, GONE } from "./killed-victim";

describeKilled("An engine that is killed while it deploys", (victims) => {
    it("leaves a deployment that the next update brings to the same end", async () => {
        const [first] = victims;
        await first.up();
        const events = first.stepEvents();
        await first.destroy();
        await atEveryMoment(victims, events, async (victim, at) => {
            await victim.kill("up", at);
            await victim.up();
            await victim.assertWhole();
            await victim.destroy();
            assert.deepEqual(await victim.onDaemon(), GONE);
        });
    });
});
