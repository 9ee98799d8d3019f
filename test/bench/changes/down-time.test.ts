import assert from "node:assert/strict";
import { downTime, type Turn } from "../../../bench/changes/down-time";

const span = { fromSeconds: 100, untilSeconds: 110 };
const turn = (atSeconds: number, action: Turn["action"], container: string): Turn => ({
    atSeconds,
    action,
    container,
    role: "app",
});

describe("Down time", () => {
    it("is none while the container runs", () => {
        assert.deepEqual(downTime(["old"], [], span), { seconds: 0, lasts: false });
    });

    it("is the time between the end of one container and the start of the next", () => {
        const turns = [turn(101, "die", "old"), turn(103, "start", "new")];
        assert.deepEqual(downTime(["old"], turns, span), { seconds: 2, lasts: false });
    });

    it("is none when the next one starts before the first ends", () => {
        const turns = [turn(101, "start", "new"), turn(103, "die", "old")];
        assert.deepEqual(downTime(["old"], turns, span), { seconds: 0, lasts: false });
    });

    it("adds up", () => {
        const turns = [
            turn(101, "die", "old"),
            turn(102, "start", "old"),
            turn(104, "die", "old"),
            turn(107, "start", "new"),
        ];
        assert.deepEqual(downTime(["old"], turns, span), { seconds: 4, lasts: false });
    });

    it("lasts when nothing runs at the end", () => {
        assert.deepEqual(downTime(["old"], [turn(104, "die", "old")], span), { seconds: 6, lasts: true });
        assert.deepEqual(downTime([], [], span), { seconds: 10, lasts: true });
    });
});
