import { createRequire } from "node:module";

/**
 * What the process of a program starts with: the SDK's own runner, which is the first argument, and then the SDK without
 * two habits that serve debugging alone. They take as long as all else that the SDK does for a resource.
 */
interface Sdk {
    debuggable: {
        debugPromiseLeaks: boolean;
        debuggablePromise: (promise: Promise<unknown>, context: unknown) => unknown;
    };
    log: { debug: () => Promise<void> };
}

/** Messages that this engine shows to nobody are not sent to it: the SDK sends one after the other, four for a resource. */
function keepDebugMessages({ log }: Sdk): void {
    log.debug = () => Promise.resolve();
}

/** Where a promise was made is told only by PULUMI_DEBUG_PROMISE_LEAKS; without it no stack is put into words. */
function forgetOrigins({ debuggable }: Sdk): void {
    if (debuggable.debugPromiseLeaks) return;
    const { debuggablePromise } = debuggable;
    debuggable.debuggablePromise = (promise, context) => {
        const limit = Error.stackTraceLimit;
        Error.stackTraceLimit = 0;
        try {
            return debuggablePromise(promise, context);
        } finally {
            Error.stackTraceLimit = limit;
        }
    };
}

process.argv.splice(1, 1);
const requireFromSdk = createRequire(process.argv[1]);
requireFromSdk(process.argv[1]);
const sdk = {
    debuggable: requireFromSdk("../../runtime/debuggable") as Sdk["debuggable"],
    log: requireFromSdk("../../log") as Sdk["log"],
};
keepDebugMessages(sdk);
forgetOrigins(sdk);
