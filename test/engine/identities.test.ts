import * as assert from "node:assert/strict";

import type { Alias } from "../../engine/goal";
import { Identities } from "../../engine/identities";
import type { ResourceState } from "../../engine/state";
import { makeUrn, matchesTarget, parseProviderReference, urnName, urnType } from "../../engine/urn";

const STACK = makeUrn("dev", "p", undefined, "pulumi:pulumi:Stack", "p-dev");

function identitiesWith(...urns: string[]): Identities {
    const states = urns.map((urn): [string, ResourceState] => [urn, { urn, type: urnType(urn), custom: true }]);
    return new Identities("dev", "p", new Map(states));
}

describe("identities", () => {
    it("name a resource after its component, but not after the stack", () => {
        assert.equal(makeUrn("dev", "p", STACK, "a:b:C", "n"), "urn:pulumi:dev::p::a:b:C::n");
        const component = makeUrn("dev", "p", STACK, "x:y:Z", "c");
        const child = makeUrn("dev", "p", component, "a:b:C", "n::m");
        assert.equal(child, "urn:pulumi:dev::p::x:y:Z$a:b:C::n::m");
        assert.equal(urnName(child), "n::m");
        assert.equal(urnType(child), "a:b:C");
    });

    const aliases: [string, Alias, string][] = [
        ["an earlier name", { name: "old" }, "urn:pulumi:dev::p::a:b:C::old"],
        ["an earlier type", { type: "a:b:Old" }, "urn:pulumi:dev::p::a:b:Old::new"],
        ["a URN", { urn: "urn:pulumi:dev::p::z:z:Z::z" }, "urn:pulumi:dev::p::z:z:Z::z"],
        ["another project", { project: "q" }, "urn:pulumi:dev::q::a:b:C::new"],
    ];
    for (const [what, alias, earlier] of aliases) {
        it(`find a resource by ${what}, and say under which URN it is known now`, () => {
            const identities = identitiesWith(earlier);
            const urn = identities.urn(STACK, "a:b:C", "new");
            assert.equal(identities.findOld(urn, [alias], STACK)?.urn, earlier);
            assert.deepEqual([...identities.renamed], [[earlier, urn]]);
        });
    }

    it("prefer the resource that has the URN itself", () => {
        const identities = identitiesWith("urn:pulumi:dev::p::a:b:C::new", "urn:pulumi:dev::p::a:b:C::old");
        const found = identities.findOld("urn:pulumi:dev::p::a:b:C::new", [{ name: "old" }], STACK);
        assert.equal(found?.urn, "urn:pulumi:dev::p::a:b:C::new");
    });

    it("find the children of a renamed component, which bear its name in theirs", () => {
        const identities = identitiesWith(
            "urn:pulumi:dev::p::x:y:Z::old",
            "urn:pulumi:dev::p::x:y:Z$a:b:C::old-volume",
        );
        const parent = identities.urn(STACK, "x:y:Z", "new");
        identities.findOld(parent, [{ name: "old" }], STACK);
        const child = identities.urn(parent, "a:b:C", "new-volume");
        assert.equal(identities.findOld(child, [], parent)?.urn, "urn:pulumi:dev::p::x:y:Z$a:b:C::old-volume");
    });

    it("match targets with wildcards as Pulumi does", () => {
        assert.ok(matchesTarget("urn:pulumi:dev::p::a:b:C::*", "urn:pulumi:dev::p::a:b:C::name"));
        assert.ok(!matchesTarget("urn:pulumi:dev::p::*::name", "urn:pulumi:dev::p::a:b:C::name"));
        assert.ok(matchesTarget("**name", "urn:pulumi:dev::p::a:b:C::name"));
        assert.ok(!matchesTarget("urn.pulumi", "urn:pulumi"));
    });

    it("split a provider reference at its last separator", () => {
        assert.deepEqual(parseProviderReference("urn:pulumi:dev::p::pulumi:providers:docker::default::id"), {
            urn: "urn:pulumi:dev::p::pulumi:providers:docker::default",
            id: "id",
        });
    });
});
