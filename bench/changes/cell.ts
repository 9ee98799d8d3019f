import { isDeepStrictEqual } from "node:util";
import type { Operation } from "../operation";
import type { Contender, Session } from "./contender";
import { type Checksums, FILES, read, write } from "./content";
import { deviations } from "./deviations";
import { downTime, type DownTime } from "./down-time";
import { limitedRun, type Run } from "./limited-run";
import { look } from "./look";
import type { Observation } from "./observation";
import { inWords } from "./planned";
import { resolve } from "./resolve";
import type { RunOnDaemon } from "./run-on-daemon";
import { type Change, DATA, type Storage } from "./storage";
import type { Outcome } from "./verdict";
import { dataState } from "./whereabouts";

/** A change with a contender. */
export interface Cell {
    change: string;
    contender: string;
    /** Undefined where the program before the change could not be brought up with its data. */
    outcome?: Outcome;
    /** What the preview had said; `refused` where it failed. */
    preview: string;
    seconds: number;
    /** What it printed, when it failed. */
    printed?: string;
    /** Said of the program before the change, when that failed in part or wholly. */
    printedBefore?: string;
}

const PRINTED_CHARACTERS = 4000;

export interface Limits {
    operationSeconds: number;
    signal: AbortSignal;
}

type Operate = (operation: Operation) => Promise<Run>;

/** Carries one change out, on data of its own, and looks at what came of it. */
export async function measureCell(
    change: Change,
    contender: Contender,
    run: RunOnDaemon,
    limits: Limits,
): Promise<Cell> {
    const operate: Operate = (operation) => limitedRun(operation, limits.operationSeconds, limits.signal);
    const session = await contender.prepare(run.ground);
    session.write(resolve(change.before, run.ground));
    const first = await operate(session.perform.update);
    const printedBefore = first.end === "done" ? undefined : tail(first);
    const before = await run.observe();
    const holder = before.containers.find(({ role, isRunning }) => role === DATA.container && isRunning);
    const cell = { change: change.name, contender: contender.name, printedBefore };
    if (holder === undefined) return { ...cell, preview: "", seconds: first.seconds };
    await write(holder.id, DATA.target);
    const written = await read(holder.id, DATA.target);
    session.write(resolve(change.after, run.ground));
    return { ...cell, ...(await carryOut(change, session, run, operate, { before, written })) };
}

async function carryOut(
    change: Change,
    session: Session,
    run: RunOnDaemon,
    operate: Operate,
    { before, written }: { before: Observation; written: Checksums },
): Promise<Pick<Cell, "outcome" | "preview" | "seconds" | "printed">> {
    const verbs = change.by ?? ["update"];
    const looked = await operate(session.preview[verbs[0]]);
    const fromSeconds = Date.now() / 1000;
    const runs: Run[] = [];
    for (const verb of verbs) runs.push(await operate(session.perform[verb]));
    const untilSeconds = Date.now() / 1000;
    const after = await run.observe();
    const found = await look(run, after, "dataAfter" in change ? change.dataAfter : DATA);
    const declared = isGone(change) ? { volumes: {}, containers: {} } : resolve(change.after, run.ground);
    const failed = runs.find(({ end }) => end !== "done");
    return {
        outcome: {
            end: failed?.end ?? "done",
            changed: !isDeepStrictEqual(identities(before), identities(after)),
            deviations: deviations(declared, after),
            data: dataState(written, FILES, found),
            down: isGone(change) ? undefined : longest(change, before, run, { fromSeconds, untilSeconds }),
        },
        preview: looked.end === "done" ? inWords(session.planned(looked)) : "refused",
        seconds: runs.reduce((sum, { seconds }) => sum + seconds, 0),
        printed: failed && tail(failed),
    };
}

function isGone({ by }: Change): boolean {
    return by?.at(-1) === "destroy";
}

function tail({ stdout, stderr }: Run): string {
    return (stdout + stderr).slice(-PRINTED_CHARACTERS);
}

function identities({ containers, volumes }: Observation): object {
    return [containers.map(({ id, isRunning }) => `${id} ${isRunning}`).sort(), volumes.map(({ name }) => name).sort()];
}

function rolesOf({ containers }: Storage): string[] {
    return Object.entries(containers).map(([key, { role }]) => role ?? key);
}

/** Of the containers that are declared before and after, the one that was down longest. */
function longest(
    change: Change,
    before: Observation,
    run: RunOnDaemon,
    span: { fromSeconds: number; untilSeconds: number },
): DownTime | undefined {
    const stays = rolesOf(change.before).filter((role) => rolesOf(change.after).includes(role));
    const downs = stays.map((role) => {
        const running = before.containers.filter((one) => one.role === role && one.isRunning).map(({ id }) => id);
        const turns = run.events.turns.filter((turn) => turn.role === role && turn.atSeconds >= span.fromSeconds);
        return downTime(running, turns, span);
    });
    return downs.toSorted((one, other) => other.seconds - one.seconds).at(0);
}
