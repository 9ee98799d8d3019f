import { UNKNOWN, Properties, revealAll } from "./property";
import type {
    CheckRequest,
    CheckResult,
    DiffResult,
    Provider,
    ProviderFactory,
    ProviderHost,
} from "./providers/provider";
import type { ResourceState } from "./state";
import { packageOf, parseProviderReference } from "./urn";

/** The configured providers of a deployment, by reference (`<urn>::<id>`). */
export class ProviderRegistry {
    private readonly configured = new Map<string, Promise<Provider>>();
    private readonly unconfigured = new Map<string, Provider>();

    constructor(
        private readonly factories: Record<string, ProviderFactory>,
        private readonly host: ProviderHost,
        /** Where providers lie that only the old state knows; one that was replaced may still have resources. */
        private readonly oldResource: (urn: string, id: string) => ResourceState | undefined,
    ) {}

    /** A provider that can check configuration, and nothing else. */
    private blank(packageName: string): Provider {
        let provider = this.unconfigured.get(packageName);
        if (!provider) {
            provider = this.make(packageName);
            this.unconfigured.set(packageName, provider);
        }
        return provider;
    }

    private make(packageName: string): Provider {
        const factory = Object.hasOwn(this.factories, packageName) ? this.factories[packageName] : undefined;
        if (factory) return factory(this.host);
        const known = Object.keys(this.factories).sort().join(", ");
        throw new Error(
            `the embedded engine has no provider for the package '${packageName}' (it has: ${known}); ` +
                "install the Pulumi CLI and run this program with `pulumi`",
        );
    }

    assertKnown(packageName: string): void {
        this.blank(packageName);
    }

    checkConfig(type: string, request: CheckRequest): Promise<CheckResult> {
        return this.blank(packageOf(type)).checkConfig(request);
    }

    /** Makes the provider resource usable under its reference. */
    async register(resource: ResourceState): Promise<void> {
        const provider = this.configure(resource);
        this.configured.set(`${resource.urn}::${resource.id || UNKNOWN}`, provider);
        await provider;
    }

    private async configure(resource: ResourceState): Promise<Provider> {
        const provider = this.make(packageOf(resource.type));
        await provider.configure(revealAll(resource.inputs ?? {}));
        return provider;
    }

    /** The provider behind a reference: one of this deployment's program, or else one that the old state holds. */
    get(reference: string): Promise<Provider> {
        const found = this.configured.get(reference);
        if (found) return found;
        const { urn, id } = parseProviderReference(reference);
        const old = this.oldResource(urn, id);
        if (old === undefined) return Promise.reject(new Error(`unknown provider '${reference}'`));
        const provider = this.configure(old);
        this.configured.set(reference, provider);
        return provider;
    }

    async of(resource: ResourceState): Promise<Provider | undefined> {
        return resource.provider ? this.get(resource.provider) : undefined;
    }

    async require(resource: ResourceState): Promise<Provider> {
        const provider = await this.of(resource);
        if (!provider) throw new Error(`resource ${resource.urn} has no provider`);
        return provider;
    }

    /** What the provider says to new inputs of a resource that exists. */
    async diff(
        managed: ResourceState,
        old: ResourceState,
        newInputs: Properties,
        ignoreChanges: string[],
    ): Promise<DiffResult> {
        const provider = await this.require(managed);
        return provider.diff({
            urn: managed.urn,
            id: old.id ?? "",
            oldInputs: revealAll(old.inputs ?? {}),
            oldOutputs: revealAll(old.outputs ?? {}),
            newInputs: revealAll(newInputs),
            ignoreChanges,
        });
    }
}
