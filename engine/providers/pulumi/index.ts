import { containsSecret, Properties } from "../../property";
import type { ResourceState } from "../../state";
import type { Provider } from "../provider";

const STACK_REFERENCE = "pulumi:pulumi:StackReference";

/** What the engine itself offers under the package name `pulumi`. Source: pkg/resource/deploy/builtins.go in pulumi/pulumi. */
export class PulumiProvider implements Provider {
    readonly package = "pulumi";
    readonly version = "";

    constructor(
        /** The stack resource of another stack. */
        private readonly readStack: (name: string) => Promise<ResourceState | undefined>,
        /** A resource that the program has registered or read. */
        private readonly known: (urn: string) => ResourceState | undefined,
    ) {}

    async configure(): Promise<void> {}

    async checkConfig({ news }: { news: Properties }) {
        return { inputs: news, failures: [] };
    }

    check = (): Promise<never> => this.refuse();
    diff = (): Promise<never> => this.refuse();
    create = (): Promise<never> => this.refuse();
    update = (): Promise<never> => this.refuse();

    async delete(): Promise<void> {}

    private refuse(): Promise<never> {
        return Promise.reject(
            new Error(`the embedded engine has no resources of the package 'pulumi' but ${STACK_REFERENCE}`),
        );
    }

    async read({ id, urn, oldInputs = {} }: { id: string; urn: string; oldInputs?: Properties }) {
        if (!urn.includes(STACK_REFERENCE)) return this.refuse();
        return { id, inputs: oldInputs, outputs: await this.stackReference(String(oldInputs.name ?? id)) };
    }

    private async stackReference(name: string): Promise<Properties> {
        const stack = await this.readStack(name);
        if (!stack) throw new Error(`no stack named '${name}' found`);
        const outputs = stack.outputs ?? {};
        const secretOutputNames = Object.keys(outputs)
            .filter((key) => containsSecret(outputs[key]))
            .sort();
        return { name, outputs, secretOutputNames };
    }

    async invoke({ token, args }: { token: string; args: Properties }): Promise<{ outputs: Properties; failures: [] }> {
        switch (token) {
            case "pulumi:pulumi:getResource":
                return { outputs: this.resource(String(args.urn)), failures: [] };
            case "pulumi:pulumi:readStackReference":
                return { outputs: await this.stackReference(String(args.name)), failures: [] };
            default:
                throw new Error(`unknown function '${token}'`);
        }
    }

    private resource(urn: string): Properties {
        const found = this.known(urn);
        if (!found) throw new Error(`unknown resource ${urn}`);
        return { urn, id: found.id ?? "", provider: found.provider ?? "", state: found.outputs ?? {} };
    }
}
