import { atEveryMoment, describeKilled } from "./killed-victim";

describeKilled("An engine that is killed while it replaces a volume", (victims) => {
    it("leaves an update whose data the next update brings along, every byte", async () => {
        const [first] = victims;
        for (const victim of victims) {
            await victim.up();
            await victim.fill();
        }
        first.next();
        await first.up();
        const events = first.stepEvents();
        await atEveryMoment(victims, events, async (victim, at) => {
            victim.next();
            await victim.kill("up", at);
            await victim.up();
            await victim.assertWhole();
        });
    });
});
