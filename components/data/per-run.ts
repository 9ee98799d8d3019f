import * as pulumi from "@pulumi/pulumi";

/** Stands for the run where a program has no stack: in a provider process, and in tests. */
let withoutStack = {};

/** What one run of a program has to itself, since one process can run several. */
export function perRun<T>(start: () => T): () => T {
    const states = new WeakMap<object, T>();
    return () => {
        const run = pulumi.runtime.getStackResource() ?? withoutStack;
        const state = states.get(run) ?? start();
        states.set(run, state);
        return state;
    };
}

/** Begins another run without a stack: tests run one mocked program after the other. */
export function beginRunWithoutStack(): void {
    withoutStack = {};
}
