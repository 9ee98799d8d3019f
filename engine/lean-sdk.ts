import { createRequire } from "node:module";
import { inspect } from "node:util";

/** The parts of the SDK that have habits which serve debugging, or resources of functions, alone. */
export interface Sdk {
    debuggable: {
        debugPromiseLeaks: boolean;
        debuggablePromise: (promise: Promise<unknown>, context: unknown) => unknown;
    };
    inspector: { isInitializedAsync: () => Promise<void> };
    log: { debug: () => Promise<void> };
    error: { defaultErrorMessage: (error: unknown) => string };
}

/**
 * Loads the SDK of a program without what takes half of its time and is of no use here. Tracing comes first, before all else
 * that may load gRPC, as the runner says itself.
 *
 * @param runner the SDK's `cmd/run`
 */
export function loadLeanSdk(runner: string): void {
    const requireFromSdk = createRequire(runner);
    loadWhenUsed(requireFromSdk, "@npmcli/arborist", "Arborist");
    requireFromSdk("./instrumentation");
    requireFromSdk("../../index");
    requireFromSdk("./tracing");
    forgetOrigins(requireFromSdk("../../runtime/debuggable") as Sdk["debuggable"]);
    keepDebugMessages(requireFromSdk("../../log") as Sdk["log"]);
    inspectLater(requireFromSdk("../../runtime/closure/v8Hooks") as Sdk["inspector"]);
    colourWhatEnds(requireFromSdk("./error") as Sdk["error"]);
}

/** Finds the packages that a function needs which is to be put into text; that package alone is a quarter of the SDK. */
function loadWhenUsed(requireFromSdk: NodeJS.Require, packageName: string, property: string): void {
    const file = requireFromSdk.resolve(packageName);
    const standIn = {
        __esModule: true,
        get [property](): unknown {
            Reflect.deleteProperty(requireFromSdk.cache, file);
            return (requireFromSdk(file) as Record<string, unknown>)[property];
        },
    };
    requireFromSdk.cache[file] = { loaded: true, exports: standIn } as NodeJS.Module;
}

/** Messages that this engine shows to nobody are not sent to it: the SDK sends one after the other, four for a resource. */
function keepDebugMessages(log: Sdk["log"]): void {
    log.debug = () => Promise.resolve();
}

/** Where a promise was made is told only by PULUMI_DEBUG_PROMISE_LEAKS; without it no stack is put into words. */
function forgetOrigins(debuggable: Sdk["debuggable"]): void {
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

/** V8's debugger is asked about functions that are to be put into text; whoever does so starts it then. */
function inspectLater(inspector: Sdk["inspector"]): void {
    inspector.isInitializedAsync = () => Promise.resolve();
}

/** A file that is in no package, as the SDK's own source maps name its files: `node_modules/@pulumi/config.ts`. */
const FILE_OF_NO_PACKAGE = /[/\\]node_modules[/\\](@[^/\\\n]+[/\\])?[^/\\\n]*$/m;

/**
 * Node colours the names of packages in a stack, and goes round over a file of none until the text is as long as a text can be:
 * half a minute for a setting that is missing. The SDK falls back to no colours then, which is what such an error gets at once.
 */
function colourWhatEnds(error: Sdk["error"]): void {
    const { defaultErrorMessage } = error;
    error.defaultErrorMessage = (thrown) => {
        const isEndless = thrown instanceof Error && FILE_OF_NO_PACKAGE.test(thrown.stack ?? "");
        return isEndless ? inspect(thrown) : defaultErrorMessage(thrown);
    };
}
