import assert from "node:assert/strict";
import { plansOf } from "./plans";

interface Case {
    /** What the command printed last. */
    before: string;
    onReplace?: string;
    unfinished?: string;
    /** Whether the new volume is on another Docker host. */
    moves?: boolean;
    /** The Docker host that the program names now. */
    host?: string;
    found: object;
    plan: string;
}

const CASES: Record<string, Case> = {
    "a volume that is new": { before: "", found: { has_old: false }, plan: "nothing" },
    "a volume that stays": { before: "data-2\nstack p/s", found: { has_old: true }, plan: "nothing" },
    "a volume that is replaced": {
        before: "data-1",
        found: { has_old: true },
        plan: "copy: volume data-2 replaces volume data-1",
    },
    "a volume that was written to after it was copied": {
        before: "data-2",
        unfinished: "old other-1 other-2\nold data-1 data-2",
        found: { has_old: true },
        plan: "copy: volume data-2 replaces volume data-1",
    },
    "two volumes that were both written to": {
        before: "data-2",
        unfinished: "both data-1 data-2",
        found: { has_old: true },
        plan:
            "refused: volume data-1 was written to after it was copied to volume data-2, and volume data-2 was written to as well. Both stay: " +
            "bring over by hand what is newer in data-1, remove that volume (docker volume rm), and update again",
    },
    "a volume that is gone": {
        before: "data-1",
        found: { has_old: false },
        plan: "begin anew: volume data-1 is gone, so nothing is copied from it: the data begins anew",
    },
    "a volume whose data is discarded": {
        before: "data-1",
        onReplace: "discard",
        found: { has_old: true },
        plan: 'discard: onReplace is "discard": volume data-2 begins without what is in volume data-1',
    },
    "a volume whose name was fixed, and is discarded when it is removed already": {
        before: "data-1\nfixed",
        onReplace: "discard",
        found: { has_old: false },
        plan: 'let go: onReplace is "discard"',
    },
    "a volume whose name was fixed, and that is removed already": {
        before: "data-1\nfixed",
        found: { has_old: false, is_set_aside: true },
        plan: "bring back: what volume data-1 held is set aside, as its name was fixed",
    },
    "a volume that a service writes to": {
        before: "data-1",
        found: { has_old: true, service: "web" },
        plan:
            "refused: service web writes to volume data-1, and Docker would start its tasks again: scale it to 0 (docker service scale web=0), " +
            "and update again",
    },
    "a volume that others have": {
        before: "data-1",
        found: { has_old: true, others: ["a", "b"] },
        plan:
            "refused: volume data-1 is to be replaced, and containers have it that are not this stack's: a b - nothing was changed. Remove " +
            "them, or have the program make them (SharedContainer, or a docker.Container with the label io.docker-storage.stack=p/s), and " +
            "update again",
    },
    "a volume whose successor is gone": {
        before: "data-1",
        found: { has_old: true, has_new: false },
        plan: "refused: there is no volume data-2",
    },
    "a volume whose successor is in use": {
        before: "data-1",
        found: { has_old: true, users: ["0123456789abcdef"] },
        plan:
            "refused: volume data-2 is in use, and nothing was copied to it: wait for an earlier update that may still be copying, or remove " +
            "the containers: 0123456789ab",
    },
    "a volume on a host that the program names no more": {
        before: "data-1\non DOCKER_HOST=tcp://a",
        found: { has_old: false },
        plan:
            "refused: the data of this component is on a Docker host that the program no longer names, and was left there: name that host " +
            "again, or the one that it is to move to",
    },
    "a volume on a host that the program had not named": {
        before: "data-1",
        host: "\non DOCKER_HOST=tcp://a",
        found: { has_old: true },
        plan: "copy: volume data-2 replaces volume data-1",
    },
    "a volume on another host than the one that the program names at last": {
        before: "data-1",
        host: "\non DOCKER_HOST=tcp://a",
        found: { has_old: false },
        plan:
            "refused: volume data-1 is not on the Docker host that the program names now, and data moves only from a host that the program " +
            "names: name the one that has it, update, and then name the other",
    },
    "a volume of the same name on another host than the one that the program names at last": {
        before: "data-2",
        host: "\non DOCKER_HOST=tcp://a",
        found: { has_old: false },
        plan:
            "refused: volume data-2 is not on the Docker host that the program names now, and data moves only from a host that the program " +
            "names: name the one that has it, update, and then name the other",
    },
    "a volume that moves to another host": {
        before: "data-1",
        moves: true,
        found: { has_old: true },
        plan: "copy: volume data-2 replaces volume data-1",
    },
    "a volume that moves to another host, and is gone": {
        before: "data-1",
        moves: true,
        found: { has_old: false },
        plan: "refused: volume data-1 is not to be found on the Docker host that had it, so nothing was moved",
    },
    "a volume whose provider alone was sent to another host": {
        before: "data-2",
        moves: true,
        found: { has_old: true },
        plan:
            "refused: volume data-2 is on another Docker host, and was not replaced by one on this one: name hosts in the program, as host or " +
            "dockerHost, for its data to move",
    },
    "a volume that moves to another host, and of which all is set aside": {
        before: "data-1\nfixed",
        moves: true,
        found: { has_old: false, is_set_aside: true },
        plan:
            "refused: what volume data-1 held is set aside on the Docker host that had it, by an update that failed: name that host again, " +
            "update, and then name the other",
    },
    "a volume that moves to another host, and that others have": {
        before: "data-1",
        moves: true,
        found: { has_old: true, others: ["a"] },
        plan:
            "refused: volume data-1 is to be replaced, and containers have it that are not this stack's: a - nothing was changed. Remove " +
            "them, or have the program make them (SharedContainer, or a docker.Container with the label io.docker-storage.stack=p/s), and " +
            "update again",
    },
};

const CALL = `(lambda before, found: [step for step in [
    plan_move(before.volume, "data-2", before.is_fixed, "p/s", found) if given.get("moves") else refuse_other_host(
        before, Held.of("data-2" + given.get("host", "")), found
    ) or plan(
        holder(before, given.get("unfinished", "")), "data-2", given.get("onReplace", "migrate"), before.is_fixed, "p/s", found
    )
] if step])(Held.of(given["before"]), Found(**given["found"]))`;

describe("The plan for the data of", () => {
    let printed: string[];
    before(() => (printed = plansOf("migrate_plan", CALL, Object.values(CASES))));

    for (const [index, [what, { plan }]] of Object.entries(CASES).entries())
        it(`${what} follows from what is found`, () => assert.equal(printed[index], plan));
});
