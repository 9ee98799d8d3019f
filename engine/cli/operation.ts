import { setImmediate } from "node:timers/promises";
import { qualifiedName } from "../backend/stack-reference";
import type { DeploymentKind, DeploymentResult } from "../deployment-options";
import type { EngineEvent } from "../events";
import { AlreadyReported, CliError, ExitCode } from "./errors";
import { confirm } from "./confirm";
import { Interruption, listenForInterrupts } from "./interrupt";
import type { OperationFlags } from "./options";
import { checkProject, prepare, Preparation } from "./preparation";
import { ProgramAhead } from "./program-ahead";
import { builtInProviders } from "./providers";
import { remove } from "./stack-lifecycle";
import { OpenStack, Session } from "./session";
import { runOnce } from "./run-once";

const PRESENT_TENSE = { update: "update", preview: "update", refresh: "refresh", destroy: "destroy" } as const;

/** Carries out `up`, `preview`, `refresh` or `destroy`, from its flags to its last line. */
export async function operate(kind: DeploymentKind, flags: OperationFlags): Promise<void> {
    const session = await Session.open(flags);
    const changes = kind !== "preview" && !flags.previewOnly;
    const approved =
        flags.yes === true || flags.skipPreview === true || process.env.PULUMI_SKIP_CONFIRMATIONS === "true";
    if (changes && !approved && !session.interactive) {
        throw new CliError(
            "--yes or --skip-preview or --preview-only must be passed in to proceed when running in non-interactive mode",
            ExitCode.configuration,
        );
    }
    if (flags.excludeProtected && flags.target.length > 0) {
        throw new CliError("you cannot specify --target and --exclude-protected", ExitCode.configuration);
    }
    const found = await session.requireStack(flags.stack);
    checkProject(found);
    const phase: Phase = { isPreview: true };
    // Listened to until the lock is released: no number of Ctrl-Cs leaves the stack locked.
    const interruption = listenForInterrupts(
        () => phase.isPreview,
        (message) => process.stderr.write(message),
    );
    const programs = new ProgramAhead(kind, session.project);
    // Previews need no lock: they change nothing.
    const release = changes ? await found.files.lock() : () => Promise.resolve();
    try {
        programs.start();
        // Until the lock was ours, another process may have changed the state.
        const stack = await session.requireStack(qualifiedName(found.reference));
        const [preparation] = await Promise.all([prepare(stack, flags), loadEngine()]);
        await carryOut(kind, preparation, programs, { changes, approved }, interruption, phase);
        if (kind === "destroy" && changes) await afterDestroy(stack, flags);
    } finally {
        programs.end();
        await release();
        interruption.end();
    }
}

/** While the key is derived from the passphrase, which takes another thread about as long. */
async function loadEngine(): Promise<void> {
    await setImmediate();
    await Promise.all([import("../deployment"), builtInProviders()]);
}

/** Whether what goes on changes nothing. */
interface Phase {
    isPreview: boolean;
}

async function carryOut(
    kind: DeploymentKind,
    preparation: Preparation,
    programs: ProgramAhead,
    { changes, approved }: { changes: boolean; approved: boolean },
    interruption: Interruption,
    phase: Phase,
): Promise<void> {
    const { flags } = preparation;
    let result: DeploymentResult | undefined;
    if (!changes || !flags.skipPreview) {
        const events: EngineEvent[] = [];
        result = await runOnce({
            kind,
            dryRun: true,
            preparation,
            interruption,
            program: programs.take(),
            seen: (event) => events.push(event),
        });
        if (!result.succeeded) throw new AlreadyReported();
        if (changes) programs.start();
        if (changes && !approved) await confirm(PRESENT_TENSE[kind], events, preparation);
    }
    phase.isPreview = false;
    if (changes) {
        result = await runOnce({ kind, dryRun: false, preparation, interruption, program: programs.take() });
        if (!result.succeeded) throw new AlreadyReported();
    }
    if (flags.expectNoChanges && result && Object.keys(result.changes).some((operation) => operation !== "same")) {
        throw new CliError(
            `no changes were expected for ${PRESENT_TENSE[kind]} but changes were proposed`,
            ExitCode.changes,
        );
    }
}

async function afterDestroy(stack: OpenStack, flags: OperationFlags): Promise<void> {
    const remaining = (await stack.files.read())?.deployment?.resources ?? [];
    const protectedCount = remaining.filter((resource) => resource.protect).length;
    const say = (text: string): void => {
        if (!flags.json) process.stdout.write(text);
    };
    if (flags.excludeProtected && protectedCount > 0) {
        say(
            `All unprotected resources were destroyed. There are still ${protectedCount} protected resources ` +
                "associated with this stack.\n",
        );
        return;
    }
    if (flags.target.length > 0) return;
    if (!flags.remove) {
        say(
            "The resources in the stack have been deleted, but the history and configuration associated with the stack " +
                "are still maintained. \nIf you want to remove the stack completely, run " +
                `\`pulumi stack rm ${stack.shownName}\`.\n`,
        );
        return;
    }
    await remove(stack, {});
    say("The resources in the stack have been deleted, and the history and configuration removed.\n");
}
