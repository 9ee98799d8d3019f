import assert from "node:assert/strict";
import { Migration, migrationFrom, volumeNameFrom } from "../../../components/model/migration";
import { migrateScript } from "../../../components/data/volume-scripts";
import { STACK } from "../own-containers";
import { Result, runScript } from "../run-script";

/** Runs what the update of a gate runs that is told of another volume than the one that holds the data. */
export function handOver(from: string, to: string, more: NodeJS.ProcessEnv = {}): Promise<Result> {
    return runScript(migrateScript(), {
        PULUMI_COMMAND_STDOUT: from,
        NAME: to,
        STACK,
        ON_REPLACE: "migrate",
        HELD: `${to}\nstack ${STACK}`,
        ...more,
    });
}

/** Asserts that a script says that the data is in a volume now that was copied to. */
export function handedOver(result: Result, to: string): Migration {
    assert.equal(result.code, 0, result.stderr);
    assert.equal(volumeNameFrom(result.stdout), to);
    const migration = migrationFrom(result.stdout);
    assert.equal(migration?.to, to, result.stdout);
    return migration;
}
