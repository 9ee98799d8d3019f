import assert from "node:assert/strict";
import { Migration, migrationFrom, volumeNameFrom } from "../../../components/model/migration";
import type { Result } from "../run-script";

/** Asserts that a script says that the data is in a volume now that was copied to. */
export function handedOver(result: Result, to: string): Migration {
    assert.equal(result.code, 0, result.stderr);
    assert.equal(volumeNameFrom(result.stdout), to);
    const migration = migrationFrom(result.stdout);
    assert.equal(migration?.to, to, result.stdout);
    return migration;
}
