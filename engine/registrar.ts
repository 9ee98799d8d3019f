import { setImmediate } from "node:timers/promises";

import { Goal, NO_OPTIONS, ReadGoal } from "./goal";
import type { Identities } from "./identities";
import type { Planner } from "./planner";
import type { Properties } from "./property";
import type { ProviderRegistry } from "./provider-registry";
import { Semaphore } from "./semaphore";
import type { ResourceState } from "./state";
import type { Step } from "./step";
import type { StepsRunner } from "./steps-runner";
import { isProviderType, packageOf, providerType, STACK_TYPE } from "./urn";
import { ShutDown } from "./wire";

export interface Registered {
    state: ResourceState;
    /** The resource does not exist, as `--target` leaves it out. */
    unknown: boolean;
}

/** What the program asks of the engine: resources to have, to read and to finish. Planning is done for one after the other. */
export class Registrar {
    private readonly planning = new Semaphore(1);
    private readonly defaultProviders = new Map<string, Promise<string>>();
    /** Steps whose resources may still get outputs. */
    private readonly unfinished = new Map<string, Step>();
    private readonly states = new Map<string, ResourceState>();
    private stackOutputs: { urn: string; outputs: Properties } | undefined;

    constructor(
        private readonly planner: Planner,
        private readonly identities: Identities,
        private readonly runner: StepsRunner,
        private readonly providers: ProviderRegistry,
        /** Configuration of a package (`docker:host` and so on), which its default provider gets. */
        private readonly packageConfig: (packageName: string) => Properties,
        private readonly saveOutputs: (state: ResourceState) => Promise<void>,
        private readonly abort: (error: Error, urn?: string) => void,
    ) {}

    /** Whether nothing more is started, so that the program cannot go on. */
    get isStopping(): boolean {
        return this.runner.isStopped;
    }

    urn(goal: Pick<Goal, "parent" | "type" | "name">): string {
        return this.identities.urn(goal.parent, goal.type, goal.name);
    }

    async register(goal: Goal): Promise<Registered> {
        const provider = await this.providerFor(goal);
        const urn = this.claim(goal);
        const steps = await this.plan(urn, () => this.planner.planRegistration(urn, goal, provider));
        await this.runner.runChain(steps);
        const last = steps.find((step) => step.op !== "replace" && step.new) ?? steps[steps.length - 1];
        if (last.op !== "import" && last.op !== "import-replacement") return this.finish(steps);
        const imported = last.new!;
        const further = await this.plan(urn, () => this.planner.continueAfterImport(goal, imported));
        if (further.length === 0) return this.finish(steps);
        await this.runner.runChain(further);
        return this.finish(further);
    }

    /** Before planning waits its turn, so that of two resources of one name neither comes to be. */
    private claim(goal: Goal): string {
        try {
            return this.planner.claim(goal);
        } catch (error) {
            throw this.giveUp(error as Error, this.identities.urn(goal.parent, goal.type, goal.name));
        }
    }

    private async plan(urn: string, makePlan: () => Promise<Step[]>): Promise<Step[]> {
        try {
            return await this.planning.run(async () => {
                if (this.runner.isStopped) {
                    throw new ShutDown("resource monitor shut down while sending resource registration");
                }
                const steps = await makePlan();
                // Registrations that are on their way are looked at before the first of these steps, as Pulumi does.
                await setImmediate();
                return steps;
            });
        } catch (error) {
            throw this.giveUp(error as Error, urn);
        }
    }

    private giveUp(error: Error, urn: string): ShutDown {
        if (error instanceof ShutDown) return error;
        this.abort(error, urn);
        return new ShutDown(error.message);
    }

    private finish(steps: Step[]): Registered {
        const counted = steps.find((step) => step.logical && step.new)!;
        const state = counted.new!;
        this.unfinished.set(state.urn, counted);
        this.states.set(state.urn, state);
        return { state, unknown: counted.skippedCreate === true };
    }

    private async providerFor(
        goal: Pick<Goal, "custom" | "type" | "provider" | "version" | "pluginDownloadUrl">,
    ): Promise<string | undefined> {
        if (!goal.custom || isProviderType(goal.type)) return undefined;
        return goal.provider || this.defaultProvider(packageOf(goal.type), goal.version, goal.pluginDownloadUrl);
    }

    /** The provider that a package has in this program unless a resource names another; registered on first use. */
    defaultProvider(packageName: string, version: string, pluginDownloadUrl?: string): Promise<string> {
        const name = version ? `default_${version.replace(/[^A-Za-z0-9-]/g, "_")}` : "default";
        const key = `${packageName} ${name}`;
        let reference = this.defaultProviders.get(key);
        if (!reference) {
            reference = this.registerDefaultProvider(packageName, name, version, pluginDownloadUrl);
            this.defaultProviders.set(key, reference);
        }
        return reference;
    }

    private async registerDefaultProvider(
        packageName: string,
        name: string,
        version: string,
        pluginDownloadUrl?: string,
    ): Promise<string> {
        const goal: Goal = {
            ...NO_OPTIONS,
            type: providerType(packageName),
            name,
            custom: true,
            inputs: { ...this.packageConfig(packageName), __internal: {} },
            version,
            pluginDownloadUrl,
        };
        const { state } = await this.register(goal);
        return `${state.urn}::${state.id}`;
    }

    async read(goal: ReadGoal): Promise<ResourceState> {
        const provider = await this.providerFor({ ...goal, custom: true });
        const asGoal: Goal = { ...NO_OPTIONS, ...goal, custom: true };
        const urn = this.claim(asGoal);
        const steps = await this.plan(urn, async () => this.planner.planRead(urn, asGoal, goal.id, provider));
        await this.runner.runChain(steps);
        const state = steps[0].new!;
        this.states.set(state.urn, state);
        return state;
    }

    /** Outputs of a component; those of the stack wait until it is known whether the update succeeded. */
    async registerOutputs(urn: string, outputs: Properties): Promise<void> {
        const step = this.unfinished.get(urn);
        if (!step?.new) throw new Error(`cannot complete a resource '${urn}' whose registration isn't pending`);
        if (step.new.type === STACK_TYPE) {
            this.stackOutputs = { urn, outputs };
            return;
        }
        await this.setOutputs(step, outputs);
    }

    private async setOutputs(step: Step, outputs: Properties): Promise<void> {
        this.unfinished.delete(step.urn);
        if (step.skippedCreate) return;
        step.new!.outputs = outputs;
        this.runner.emitStep("resOutputsEvent", step);
        await this.saveOutputs(step.new!);
    }

    /** After a failure, an output that is missing may be there next time, so the old one stays. */
    async finishStack(failed: boolean): Promise<void> {
        if (!this.stackOutputs) return;
        const step = this.unfinished.get(this.stackOutputs.urn)!;
        const old = failed ? step.old?.outputs : {};
        await this.setOutputs(step, { ...old, ...this.stackOutputs.outputs });
    }

    get stack(): ResourceState | undefined {
        return [...this.states.values()].find((state) => state.type === STACK_TYPE);
    }

    /** For `pulumi:pulumi:getResource`: a resource that the program has registered or read. */
    known(urn: string): ResourceState | undefined {
        return this.states.get(urn);
    }

    async invoke(token: string, args: Properties, options: { provider: string; version: string; preview: boolean }) {
        const reference = options.provider || (await this.defaultProvider(packageOf(token), options.version));
        const provider = await this.providers.get(reference);
        return provider.invoke({ token, args, preview: options.preview });
    }
}
