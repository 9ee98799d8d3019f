import assert from "node:assert/strict";
import { plansOf } from "./plans";

interface Case {
    from: string;
    to: string;
    found?: object;
    plan: string;
}

const CASES: Record<string, Case> = {
    "another folder": { from: "a:/one", to: "a:/two", plan: "copy: volume new replaces volume old" },
    "a folder of another server": { from: "a:/one", to: "b:/one/in", plan: "copy: volume new replaces volume old" },
    "a folder whose name only begins with that of the former one": {
        from: "a:/one",
        to: "a:/one-more",
        plan: "copy: volume new replaces volume old",
    },
    "a folder in the former one": {
        from: "a:/one",
        to: "a:/one/in",
        plan:
            "refused: a:/one/in lies in a:/one, which cannot be copied into itself: choose another folder, or set onMove to " +
            '"adopt" to take a:/one/in as it is',
    },
    "the folder that the former one is in": {
        from: "a:/one/in",
        to: "a:/one",
        plan:
            "refused: a:/one/in lies in a:/one, which cannot become a copy of it: choose another folder, or set onMove to " +
            '"adopt" to take a:/one as it is',
    },
    "another folder when the volume of the former one is gone": {
        from: "a:/one",
        to: "a:/two",
        found: { has_old: false },
        plan:
            "refused: the volume that showed a:/one is gone, so nothing can be copied from there: put the former server, export and " +
            'subfolder back, update, and then change them, or set onMove to "adopt" to take a:/two as it is',
    },
    "another folder when others have the volume of the former one": {
        from: "a:/one",
        to: "a:/two",
        found: { has_old: true, others: ["web"] },
        plan:
            "refused: volume old is to be replaced, and containers have it that are not this stack's: web - nothing was changed. Remove " +
            "them, or have the program make them (SharedContainer, or a docker.Container with the label io.docker-storage.stack=p/s), and " +
            "update again",
    },
};

const CALL = `(lambda former, folder: [refuse_nested(former, folder), plan("old", "new", former, folder, "p/s", __import__("migrate_plan").Found(
    **given.get("found", {"has_old": True})
))][1:])(Folder.of(f"4.2 0 {given['from']}"), Folder.of(f"4.2 0 {given['to']}"))`;

describe("The plan for the data of an NfsVolume that is to show", () => {
    let printed: string[];
    before(() => (printed = plansOf("nfs_plan", CALL, Object.values(CASES))));

    for (const [index, [what, { plan }]] of Object.entries(CASES).entries())
        it(`${what} follows from what is found`, () => assert.equal(printed[index], plan));
});
