import assert from "node:assert/strict";
import { RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb";
import { Inheritance } from "../../engine/inheritance";

const PARENT = "urn:pulumi:dev::project::test:index:Shelf::parent";
const HOST = "urn:pulumi:dev::project::pulumi:providers:docker::host::id";
const OTHER = "urn:pulumi:dev::project::pulumi:providers:docker::other::id";

function component(): RegisterResourceRequest {
    return new RegisterResourceRequest().setType("test:index:Shelf").setName("parent");
}

function volume(): RegisterResourceRequest {
    return new RegisterResourceRequest().setType("docker:index/volume:Volume").setCustom(true).setParent(PARENT);
}

function inherited(request: RegisterResourceRequest, parent: RegisterResourceRequest, provider?: string) {
    const inheritance = new Inheritance();
    inheritance.registered(PARENT, parent, provider);
    inheritance.complete(request);
    inheritance.completeProviders(request);
    return request;
}

describe("A child", () => {
    it("is protected, retained and deleted with something as its parent is, unless it says otherwise", () => {
        const parent = component().setProtect(true).setRetainondelete(true).setDeletedwith("urn:gone");
        const child = inherited(volume(), parent);
        assert.deepEqual(
            [child.getProtect(), child.getRetainondelete(), child.getDeletedwith()],
            [true, true, "urn:gone"],
        );
        const own = inherited(volume().setProtect(false).setRetainondelete(false).setDeletedwith("urn:own"), parent);
        assert.deepEqual([own.getProtect(), own.getRetainondelete(), own.getDeletedwith()], [false, false, "urn:own"]);
    });

    it("says nothing of what its parent says nothing of", () => {
        const child = inherited(volume(), component());
        assert.deepEqual([child.hasProtect(), child.hasRetainondelete(), child.getProvider()], [false, false, ""]);
    });

    it("has its own provider, or the one that its component has for its package", () => {
        const parent = component();
        parent.getProvidersMap().set("docker", HOST);
        assert.equal(inherited(volume(), parent).getProvider(), HOST);
        assert.equal(inherited(volume().setProvider(OTHER), parent).getProvider(), OTHER);
        assert.equal(inherited(volume().setType("command:local:Command"), parent).getProvider(), "");
    });

    it("of a resource has that resource's provider if it is of the same package", () => {
        assert.equal(inherited(volume(), volume(), HOST).getProvider(), HOST);
        assert.equal(inherited(volume().setType("command:local:Command"), volume(), HOST).getProvider(), "");
    });

    it("never gives a provider a provider", () => {
        const parent = component();
        parent.getProvidersMap().set("docker", HOST);
        assert.equal(inherited(volume().setType("pulumi:providers:docker"), parent).getProvider(), "");
    });

    it("that is a component hands on what its parent has, beside its own", () => {
        const parent = component();
        parent.getProvidersMap().set("docker", HOST).set("command", "urn:command");
        const child = component().setParent(PARENT);
        child.getProvidersMap().set("docker", OTHER);
        const providers = Object.fromEntries(inherited(child, parent).getProvidersMap().entries());
        assert.deepEqual(providers, { docker: OTHER, command: "urn:command" });
    });
});
