import { Alias } from "@pulumi/pulumi/proto/alias_pb";
import {
    RegisterResourceRequest,
    ResourceInvokeRequest,
    TransformInvokeOptions,
    TransformResourceOptions,
} from "@pulumi/pulumi/proto/resource_pb";

/** The options of a registration in the form in which transforms get them. Source: RegisterResource in source_eval.go. */
export function optionsOf(request: RegisterResourceRequest): TransformResourceOptions {
    const options = new TransformResourceOptions()
        .setImport(request.getImportid())
        .setDependsOnList(request.getDependenciesList())
        .setIgnoreChangesList(request.getIgnorechangesList())
        .setReplaceOnChangesList(request.getReplaceonchangesList())
        .setReplacementTrigger(request.getReplacementTrigger())
        .setVersion(request.getVersion())
        .setAliasesList([
            ...request.getAliasurnsList().map((urn) => new Alias().setUrn(urn)),
            ...request.getAliasesList(),
        ])
        .setProvider(request.getProvider())
        .setHideDiffList(request.getHidediffsList())
        .setCustomTimeouts(request.getCustomtimeouts())
        .setPluginDownloadUrl(request.getPlugindownloadurl())
        .setDeletedWith(request.getDeletedwith())
        .setReplaceWithList(request.getReplaceWithList())
        .setAdditionalSecretOutputsList(request.getAdditionalsecretoutputsList());
    request.getProvidersMap().forEach((provider, name) => options.getProvidersMap().set(name, provider));
    if (request.hasProtect()) options.setProtect(request.getProtect()!);
    if (request.hasRetainondelete()) options.setRetainOnDelete(request.getRetainondelete()!);
    if (request.getDeletebeforereplacedefined() || request.getDeletebeforereplace()) {
        options.setDeleteBeforeReplace(request.getDeletebeforereplace());
    }
    return options;
}

/** Puts what transforms made of the options into the request; on which resources it depends is the caller's matter. */
export function setOptions(request: RegisterResourceRequest, options: TransformResourceOptions): void {
    request
        .setImportid(options.getImport())
        .setDeletebeforereplacedefined(options.hasDeleteBeforeReplace())
        .setDeletebeforereplace(options.getDeleteBeforeReplace() ?? false)
        .setIgnorechangesList(options.getIgnoreChangesList())
        .setReplaceonchangesList(options.getReplaceOnChangesList())
        .setReplacementTrigger(options.getReplacementTrigger())
        .setVersion(options.getVersion())
        .setAliasurnsList([])
        .setAliasesList(options.getAliasesList())
        .setProvider(options.getProvider())
        .setHidediffsList(options.getHideDiffList())
        .setCustomtimeouts(options.getCustomTimeouts())
        .setPlugindownloadurl(options.getPluginDownloadUrl())
        .setDeletedwith(options.getDeletedWith())
        .setReplaceWithList(options.getReplaceWithList())
        .setAdditionalsecretoutputsList(options.getAdditionalSecretOutputsList());
    // What nothing was said about is left to the parent.
    if (options.hasProtect()) request.setProtect(options.getProtect()!);
    else request.clearProtect();
    if (options.hasRetainOnDelete()) request.setRetainondelete(options.getRetainOnDelete()!);
    else request.clearRetainondelete();
    request.clearProvidersMap();
    options.getProvidersMap().forEach((provider, name) => request.getProvidersMap().set(name, provider));
}

export function invokeOptionsOf(request: ResourceInvokeRequest): TransformInvokeOptions {
    return new TransformInvokeOptions()
        .setProvider(request.getProvider())
        .setVersion(request.getVersion())
        .setPluginDownloadUrl(request.getPlugindownloadurl());
}

export function setInvokeOptions(request: ResourceInvokeRequest, options: TransformInvokeOptions): void {
    request
        .setProvider(options.getProvider())
        .setVersion(options.getVersion())
        .setPlugindownloadurl(options.getPluginDownloadUrl());
}
