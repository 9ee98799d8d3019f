import assert from "node:assert/strict";
import type { ResourceState } from "../../engine/state";
import { Targets } from "../../engine/targets";

function resource(name: string, needs: Partial<ResourceState> = {}): ResourceState {
    return { urn: urn(name), custom: true, type: "docker:index/volume:Volume", ...needs };
}

function urn(name: string): string {
    return `urn:pulumi:dev::project::docker:index/volume:Volume::${name}`;
}

const CHAIN = [
    resource("first"),
    resource("second", { dependencies: [urn("first")] }),
    resource("child", { parent: urn("second") }),
    resource("other"),
];

function included(targets: string[], targetDependents: boolean): string[] {
    const asked = new Targets({ targets, targetDependents });
    return CHAIN.filter((one) => asked.include(one)).map((one) => one.urn.split("::")[3]);
}

describe("The targets of an operation", () => {
    it("are all resources when none is named", () => {
        assert.deepEqual(included([], false), ["first", "second", "child", "other"]);
    });

    it("are those that are named, by URN or by pattern", () => {
        assert.deepEqual(included([urn("second")], false), ["second"]);
        assert.deepEqual(included(["**::*er"], false), ["other"]);
    });

    it("are also what depends on them, directly or not, and their children, where the user wants that", () => {
        assert.deepEqual(included([urn("first")], true), ["first", "second", "child"]);
        assert.deepEqual(included([urn("second")], true), ["second", "child"]);
    });
});
