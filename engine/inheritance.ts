import type { RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb";

import { isProviderType, packageOf, parseProviderReference, urnType } from "./urn";

/** A registration as it was carried out, and with which provider. */
interface Registration {
    request: RegisterResourceRequest;
    provider: string;
}

/**
 * What a resource gets from its parent. The SDK hands down what the program wrote; this hands down what transforms made of it.
 * Source: inheritFromParent and resolveProvider in source_eval.go.
 */
export class Inheritance {
    private readonly registrations = new Map<string, Registration>();

    /** From now on the resource's children inherit from it. */
    registered(urn: string, request: RegisterResourceRequest, provider = ""): void {
        this.registrations.set(urn, { request, provider });
    }

    /** Before transforms: what the request leaves open is as it is for its parent. */
    complete(request: RegisterResourceRequest): void {
        const parent = this.registrations.get(request.getParent());
        if (!parent) return;
        if (!request.getDeletedwith()) request.setDeletedwith(parent.request.getDeletedwith());
        if (!request.hasProtect() && parent.request.hasProtect()) request.setProtect(parent.request.getProtect()!);
        if (!request.hasRetainondelete() && parent.request.hasRetainondelete()) {
            request.setRetainondelete(parent.request.getRetainondelete()!);
        }
        const needsProvider = request.getCustom() && !isProviderType(request.getType());
        if (needsProvider && !request.getProvider()) request.setProvider(providerFor(request, parent));
    }

    /** After transforms: a component hands down its parent's providers along with its own. */
    completeProviders(request: RegisterResourceRequest): void {
        const parent = this.registrations.get(request.getParent());
        if (!parent || request.getCustom() || parent.request.getCustom()) return;
        const own = request.getProvidersMap();
        parent.request.getProvidersMap().forEach((provider, name) => {
            if (!own.has(name)) own.set(name, provider);
        });
    }
}

function providerFor(request: RegisterResourceRequest, parent: Registration): string {
    const name = packageOf(request.getType());
    const parentPackage = parent.provider && packageOf(urnType(parseProviderReference(parent.provider).urn));
    if (parentPackage === name) return parent.provider;
    const own = request.getProvidersMap().get(name);
    return own ?? (parent.request.getCustom() ? "" : (parent.request.getProvidersMap().get(name) ?? ""));
}
