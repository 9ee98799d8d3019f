import assert from "node:assert/strict";
import { Alias } from "@pulumi/pulumi/proto/alias_pb";
import { RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb";
import { optionsOf, setOptions } from "../../engine/transform-options";

describe("Options of a registration", () => {
    it("all come back from transforms that change none", () => {
        const request = new RegisterResourceRequest()
            .setImportid("id")
            .setProtect(true)
            .setRetainondelete(true)
            .setDeletebeforereplacedefined(true)
            .setDeletebeforereplace(false)
            .setIgnorechangesList(["a"])
            .setReplaceonchangesList(["b"])
            .setVersion("1.2.3")
            .setAliasesList([new Alias().setUrn("an-alias")])
            .setProvider("a-provider")
            .setHidediffsList(["c"])
            .setCustomtimeouts(new RegisterResourceRequest.CustomTimeouts().setCreate("5m"))
            .setPlugindownloadurl("https://plugins.invalid")
            .setDeletedwith("an-owner")
            .setReplaceWithList(["a-peer"])
            .setAdditionalsecretoutputsList(["d"]);
        request.getProvidersMap().set("docker", "another-provider");
        const back = new RegisterResourceRequest();
        setOptions(back, optionsOf(request));
        assert.deepEqual(back.toObject(), request.toObject());
    });

    it("leave it to the provider whether a replacement deletes first, unless somebody says", () => {
        const request = new RegisterResourceRequest();
        setOptions(request, optionsOf(request));
        assert.equal(request.getDeletebeforereplacedefined(), false);
    });
});
