import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { prepareSnapshotsScript, restoreScript, snapshotScript } from "../../components/data/volume-scripts";
import { Restoration, restorationFrom, snapshotsMount } from "../../components/model/snapshots";
import { Result, runScript } from "./run-script";

export const FOLDER = "project/stack/data";
const scripts = {
    prepare: prepareSnapshotsScript(),
    snapshot: snapshotScript(),
    restore: restoreScript(),
};

export type Environment = Record<string, string>;

/** What restic needs in a folder that is mounted as the place of snapshots. */
export function resticIn(folder: string, password = "the password"): Environment {
    const secrets = { RESTIC_REPOSITORY: "/snapshots", RESTIC_PASSWORD: password };
    return { SNAPSHOTS: snapshotsMount({ folder }), SECRETS: JSON.stringify(secrets) };
}

export function prepare(place: Environment): Promise<Result> {
    return runScript(scripts.prepare, place);
}

export function take(data: string, place: Environment): Promise<Result> {
    return runScript(scripts.snapshot, {
        ...place,
        PULUMI_COMMAND_STDOUT: data,
        NAME: data,
        ON_DELETE: "snapshot",
        FOLDER,
        URN: "the urn",
    });
}

/** Resolves to the snapshot's name. */
export async function taken(data: string, place: Environment): Promise<string> {
    const result = await take(data, place);
    assert.equal(result.code, 0, result.stderr);
    const told = /took and verified snapshot project\/stack\/data\/(\S+) of volume/.exec(result.stderr);
    assert.ok(told, result.stderr);
    return told[1];
}

export function restore(
    to: string,
    place: Environment,
    request: Environment = {},
    more: Environment = {},
): Promise<Result> {
    const REQUEST = JSON.stringify({ folder: FOLDER, ...request });
    return runScript(scripts.restore, { ...place, NAME: to, ON_REPLACE: "migrate", REQUEST, ...more });
}

export async function restored(to: string, place: Environment, request: Environment = {}): Promise<Restoration> {
    const result = await restore(to, place, request);
    assert.equal(result.code, 0, result.stderr);
    return restorationFrom(result.stdout);
}

export function refused(result: Result, message: RegExp): void {
    assert.notEqual(result.code, 0, result.stdout);
    assert.match(result.stderr, message);
}

export function madePlace(folder: string, kind: string): { folder: string; place: Environment } {
    mkdirSync(folder);
    return { folder, place: kind === "restic" ? resticIn(folder) : { SNAPSHOTS: snapshotsMount({ folder }) } };
}
