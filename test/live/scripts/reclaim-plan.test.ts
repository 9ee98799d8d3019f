import assert from "node:assert/strict";
import { plansOf } from "./plans";

interface Found {
    is_there: boolean;
    users?: string[];
    evidence?: string;
    is_copy_there?: boolean;
}

/** What is found, and what follows from that by each policy. */
const PLANS: [string, Found, string][] = [
    ["snapshot", { is_there: false }, "nothing"],
    ["discard", { is_there: false }, "nothing"],
    ["snapshot", { is_there: true, evidence: "copied data-2" }, "is removed: all that is in it is in volume data-2"],
    ["discard", { is_there: true, evidence: "moved data-2" }, "is removed: all that is in it is in volume data-2"],
    [
        "discard",
        { is_there: true, evidence: "copied data-2", is_copy_there: false },
        "is saved to a snapshot: volume data-2, to which volume data-1 was copied, is gone; then is removed: all that is in it is in the snapshot",
    ],
    [
        "discard",
        { is_there: true, evidence: "changed data-2" },
        "is saved to a snapshot: volume data-1 was written to after it was copied to data-2; then is removed: all that is in it is in the snapshot",
    ],
    ["snapshot", { is_there: true, evidence: "discarded" }, 'is removed: onReplace was "discard"'],
    ["snapshot", { is_there: true, evidence: "unfinished" }, "is removed: it holds a part of a copy, and nothing else"],
    ["discard", { is_there: true, evidence: "none" }, 'is removed: onDelete is "discard"'],
    [
        "snapshot",
        { is_there: true, evidence: "none" },
        'is saved to a snapshot: onDelete is "snapshot"; then is removed: all that is in it is in the snapshot',
    ],
    [
        "discard",
        { is_there: true, evidence: "copied data-2", users: ["0123456789abcdef", "fedcba9876543210"] },
        "refused: volume data-1 is still mounted by containers that do not belong to it: 0123456789ab fedcba987654 - remove them and try again",
    ],
];

describe("The plan for a volume that was replaced or leaves the stack", () => {
    it("follows from what is found, and is told beforehand", () => {
        const printed = plansOf("reclaim_plan", 'plan("data-1", given[0], Found(**given[1]))', PLANS);
        assert.deepEqual(
            printed,
            PLANS.map(([, , expected]) => expected),
        );
    });
});
