import { findIntegrityError } from "../backend/integrity";
import { resourceWriter, toDeployment, versioned } from "../backend/checkpoint";
import type { UpdateInfo } from "../backend/history";
import { writeFailure } from "../backend/write-failure";
import type { DeploymentKind, DeploymentOptions, DeploymentResult } from "../deployment-options";
import { createDisplay, StackOutputs } from "../display/display";
import { EventLog } from "../display/event-log";
import type { EngineEvent } from "../events";
import type { Program } from "../program";
import { revealAll } from "../property";
import type { Snapshot } from "../state";
import { STACK_TYPE } from "../urn";
import { CliError } from "./errors";
import type { Interruption } from "./interrupt";
import type { Preparation } from "./preparation";
import { builtInProviders } from "./providers";
import { readStack } from "./read-stack";

interface Run {
    kind: DeploymentKind;
    dryRun: boolean;
    preparation: Preparation;
    interruption: Interruption;
    program?: Program;
    /** Told of every event, too. */
    seen?: (event: EngineEvent) => void;
}

const LABELS = { update: "Updating", preview: "Previewing", refresh: "Refreshing", destroy: "Destroying" } as const;

function label(kind: DeploymentKind, dryRun: boolean): string {
    if (!dryRun) return LABELS[kind];
    return `Previewing ${kind === "preview" ? "update" : kind}`;
}

/** One pass of the engine, shown and logged; one that is no preview is written to the state and the history. */
export async function runOnce(run: Run): Promise<DeploymentResult> {
    const { kind, dryRun, preparation, seen } = run;
    const { flags, stack, displayOptions } = preparation;
    const banner = label(kind, dryRun);
    if (!flags.json) displayOptions.write(`${banner} (${stack.shownName}):\n`);
    const log = flags.eventLog === undefined ? undefined : new EventLog(flags.eventLog);
    const display = createDisplay({
        ...displayOptions,
        isPreview: dryRun,
        isRefresh: kind === "refresh",
        format: flags.json ? "json" : flags.diff ? "diff" : "progress",
        label: banner.toLowerCase(),
    });
    let sequence = 0;
    const emit: DeploymentOptions["emit"] = (body, step) => {
        const event: EngineEvent = { sequence: sequence++, timestamp: Math.floor(Date.now() / 1000), ...body };
        log?.add(event);
        display.show(event, step);
        seen?.(event);
    };
    const startTime = Math.floor(Date.now() / 1000);
    let result: DeploymentResult | undefined;
    try {
        result = await deployStack(run, emit);
        if (!dryRun && kind !== "preview") await record(kind, preparation, startTime, result);
        return result;
    } finally {
        // A run that fails early does not come to its program.
        run.program?.kill();
        display.close(flags.showSecrets && result ? plainOutputs(preparation, result) : undefined);
        log?.close();
    }
}

function plainOutputs({ snapshot }: Preparation, result: DeploymentResult): StackOutputs {
    const root = snapshot.resources.find((resource) => resource.type === STACK_TYPE);
    return { old: revealAll(root?.outputs ?? {}), new: revealAll(result.outputs) };
}

async function deployStack(run: Run, emit: DeploymentOptions["emit"]): Promise<DeploymentResult> {
    const { deploy } = await import("../deployment");
    const { kind, dryRun, preparation, program } = run;
    const { flags, stack, config } = preparation;
    const { project } = stack.session;
    const result = await deploy({
        kind: kind === "update" && dryRun ? "preview" : kind,
        dryRun,
        project,
        program,
        stack: stack.reference.name,
        ...config,
        snapshot: structuredClone(preparation.snapshot),
        persist: savesTo(preparation),
        emit,
        providers: await builtInProviders(),
        readStack: (name) => readStack(name, stack),
        targets: [...flags.target, ...(flags.targetReplace ?? [])],
        targetDependents: flags.targetDependents ?? false,
        replaceTargets: [...(flags.replace ?? []), ...(flags.targetReplace ?? [])],
        excludeProtected: flags.excludeProtected ?? false,
        parallel: flags.parallel,
        refresh: flags.refresh ?? project.refreshAlways,
        continueOnError: flags.continueOnError ?? process.env.PULUMI_CONTINUE_ON_ERROR === "true",
        stop: run.interruption.stop,
        terminate: run.interruption.terminate,
    });
    if (!dryRun) await refuseUnsound(preparation);
    return result;
}

/** A state that cannot be written leaves the last one as it is. */
function savesTo({ stack, secrets }: Preparation): (snapshot: Snapshot) => Promise<void> {
    const writeResource = resourceWriter((value, place) => secrets.write(value, place));
    return async (snapshot) => {
        const deployment = toDeployment(snapshot, stack.stored.deployment, secrets.salt, writeResource);
        await stack.files.write(versioned(deployment)).catch((error: unknown) => {
            throw writeFailure("snapshot", stack.files.url, error);
        });
    };
}

/** The state is already written, since it may hold what happened; but nobody should go on with it unknowingly. */
async function refuseUnsound({ stack }: Preparation): Promise<void> {
    const fault = findIntegrityError((await stack.files.read())?.deployment?.resources ?? []);
    if (fault === undefined) return;
    throw new CliError(
        `${stack.files.url}: snapshot integrity failure; it was already written, but is invalid (the one before it is .bak): ${fault}`,
    );
}

async function record(
    kind: "update" | "refresh" | "destroy",
    { stack, flags, storedConfig }: Preparation,
    startTime: number,
    result: DeploymentResult,
): Promise<void> {
    const update: UpdateInfo = {
        kind,
        startTime,
        message: flags.message,
        environment: {},
        config: storedConfig,
        version: 0,
        result: result.succeeded ? "succeeded" : "failed",
        endTime: Math.floor(Date.now() / 1000),
        resourceChanges: result.changes,
    };
    await stack.files.record(update).catch((error: unknown) => {
        // Of an operation that failed, the user has a reason already, and it may be the same.
        if (result.succeeded) throw writeFailure("the update's history beside the state", stack.files.url, error);
    });
}
