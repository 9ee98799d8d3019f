import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { backendFolder } from "../../../components/report/backend";
import { pastUpdates } from "../../../components/report/past-updates";
import { History } from "../../../components/report/model/report";
import { readState } from "../../../components/report/model/stored-state";
import { temporaryFolder } from "../../temporary-folder";
import { checkpoint, exported, shop } from "./documents";

const SITE = "urn:pulumi:test::shop::docker-storage:index:NamedVolume::site";
const state = readState(exported(shop()));

function updatesOf(history: History) {
    assert.ok("updates" in history, JSON.stringify(history));
    return history.updates;
}

describe("The history in a report", () => {
    const folder = temporaryFolder("past-updates");
    const history = join(folder, ".pulumi", "history", "shop", "test");
    const info = (result: string): string =>
        JSON.stringify({
            kind: "update",
            result,
            startTime: 1795399819,
            endTime: 1795399826,
            resourceChanges: { same: 3 },
        });

    before(() => {
        mkdirSync(history, { recursive: true });
        for (const [index, usedBytes] of [10, 20, 30].entries()) {
            const stem = join(history, `test-179539982661446500${index}`);
            writeFileSync(`${stem}.history.json`, info(index === 1 ? "failed" : "succeeded"));
            writeFileSync(`${stem}.history.json.attrs`, "checksum");
            writeFileSync(`${stem}.checkpoint.json`, checkpoint(shop(usedBytes)));
        }
        const compressed = join(history, "test-1795399826614465009");
        writeFileSync(`${compressed}.history.json.gz`, gzipSync(info("succeeded")));
        writeFileSync(`${compressed}.checkpoint.json.gz`, gzipSync(checkpoint(shop(40))));
    });

    it("has the figures of each volume after each update, in their order, from compressed files too", async () => {
        const updates = updatesOf(await pastUpdates({ folder }, state, 50));
        assert.deepEqual(
            updates.map(({ number, succeeded, figures }) => [number, succeeded, figures.get(SITE)?.usedBytes]),
            [
                [1, true, 10],
                [2, false, 20],
                [3, true, 30],
                [4, true, 40],
            ],
        );
        const { startedAt, durationSeconds, changes } = updates[0];
        assert.deepEqual([startedAt, durationSeconds, changes], ["2026-11-23T02:10:19.000Z", 7, { same: 3 }]);
    });

    it("is that of the latest updates when there are too many, and counts all", async () => {
        const found = await pastUpdates({ folder }, state, 2);
        assert.deepEqual(
            updatesOf(found).map(({ number }) => number),
            [3, 4],
        );
        assert.equal("total" in found && found.total, 4);
    });

    it("is missing, and says why, where there is none", async () => {
        const elsewhere = temporaryFolder("no-history");
        assert.deepEqual(await pastUpdates({ folder: elsewhere }, state, 50), {
            missing: `There is no history of shop/test in ${elsewhere}.`,
        });
        const service = await backendFolder(undefined, { PULUMI_BACKEND_URL: "https://pulumi.example" });
        assert.match("missing" in service ? service.missing : "", /another kind \(https\)/);
        const unknown = await backendFolder(undefined, { PULUMI_HOME: elsewhere });
        assert.match("missing" in unknown ? unknown.missing : "", /give --backend, or set PULUMI_BACKEND_URL/);
    });

    it("is where the environment says, or else where `pulumi login` said", async () => {
        const home = temporaryFolder("login");
        writeFileSync(join(home, "credentials.json"), JSON.stringify({ current: `file://${folder}` }));
        assert.deepEqual(await backendFolder(undefined, { PULUMI_HOME: home }), { folder });
        const env = { PULUMI_HOME: home, PULUMI_BACKEND_URL: "file:///elsewhere?no_tmp_dir=true" };
        assert.deepEqual(await backendFolder(undefined, env), { folder: "/elsewhere" });
        assert.deepEqual(await backendFolder("file:///given", env), { folder: "/given" });
    });

    it("names the file that is damaged, and how to do without", async () => {
        const damaged = temporaryFolder("damaged-history");
        const place = join(damaged, ".pulumi", "history", "shop", "test");
        mkdirSync(place, { recursive: true });
        writeFileSync(join(place, "test-1.history.json"), info("succeeded"));
        writeFileSync(join(place, "test-1.checkpoint.json"), checkpoint(shop()).slice(0, -20));
        await assert.rejects(
            pastUpdates({ folder: damaged }, state, 50),
            /damaged: .*shop\/test\/test-1\.\*: .*--updates 0/,
        );
    });
});
