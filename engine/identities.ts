import type { Alias } from "./goal";
import type { ResourceState } from "./state";
import { makeUrn, qualifiedType, STACK_TYPE, urnName, urnType } from "./urn";

/** Finds for what the program registers what the state has of it, under its present name or an earlier one. */
export class Identities {
    /** Earlier URN -> present URN, for every alias that was found in the state. */
    readonly renamed = new Map<string, string>();
    private readonly earlierUrn = new Map<string, string>();

    constructor(
        private readonly stack: string,
        private readonly project: string,
        private readonly olds: Map<string, ResourceState>,
    ) {}

    urn(parent: string | undefined, type: string, name: string): string {
        return makeUrn(this.stack, this.project, parent, type, name);
    }

    findOld(urn: string, aliases: Alias[], parent: string | undefined): ResourceState | undefined {
        const own = this.olds.get(urn);
        if (own) return own;
        const found = [...this.aliasUrns(urn, aliases, parent)]
            .map((alias) => this.olds.get(alias))
            .find((old) => old !== undefined);
        if (found) {
            this.renamed.set(found.urn, urn);
            this.earlierUrn.set(urn, found.urn);
        }
        return found;
    }

    private aliasUrns(urn: string, aliases: Alias[], parent: string | undefined): Set<string> {
        const own = aliases.map((alias) => this.aliasUrn(urn, alias, parent));
        const earlierParent = parent && this.earlierUrn.get(parent);
        if (!earlierParent) return new Set(own);
        const inherited = [urn, ...own].map((one) => this.inheritedUrn(one, parent, earlierParent));
        return new Set([...own, ...inherited]);
    }

    private aliasUrn(urn: string, alias: Alias, presentParent: string | undefined): string {
        if (alias.urn) return alias.urn;
        const parent = alias.parent ? (this.earlierUrn.get(alias.parent) ?? alias.parent) : presentParent;
        const isRoot = alias.noParent || (parent !== undefined && qualifiedType(parent) === STACK_TYPE);
        return makeUrn(
            alias.stack || this.stack,
            alias.project || this.project,
            isRoot ? undefined : parent,
            alias.type || urnType(urn),
            alias.name || urnName(urn),
        );
    }

    /** A child named after its parent (`<parent>-volume`) had the parent's earlier name in its own. */
    private inheritedUrn(urn: string, parent: string, earlierParent: string): string {
        const name = urnName(urn);
        const prefix = urnName(parent);
        const earlierName = name.startsWith(prefix) ? urnName(earlierParent) + name.slice(prefix.length) : name;
        return makeUrn(this.stack, this.project, earlierParent, urnType(urn), earlierName);
    }
}
