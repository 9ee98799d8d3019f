import { equal } from "node:assert/strict";
import { mountedSnapshots, snapshotsMount } from "../../../components/model/snapshots";

describe("The place of snapshots", () => {
    for (const folder of ["/backup", "/a folder", '/a, "quoted" one']) {
        it(`is told again from its mount: ${folder}`, () =>
            equal(mountedSnapshots(snapshotsMount({ folder })), `folder ${folder}`));
    }

    it("is told again from its mount: a volume", () =>
        equal(mountedSnapshots(snapshotsMount({ volume: "saved" })), "volume saved"));

    it("is unknown of anything else", () => equal(mountedSnapshots(""), undefined));
});
