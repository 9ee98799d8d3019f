import * as pulumi from "@pulumi/pulumi";

/** What one run of a program has to itself, since one process can run several. */
export function perRun<T>(start: () => T): () => T {
    const states = new WeakMap<object, T>();
    const outsideStacks = {};
    return () => {
        const run = pulumi.runtime.getStackResource() ?? outsideStacks;
        const state = states.get(run) ?? start();
        states.set(run, state);
        return state;
    };
}
