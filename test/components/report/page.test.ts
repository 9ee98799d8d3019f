import assert from "node:assert/strict";
import { History, reportOf } from "../../../components/report/model/report";
import { readState } from "../../../components/report/model/stored-state";
import { renderPage } from "../../../components/report/page/page";
import { shortened } from "../../../components/report/page/words";
import { component, container, exported, resource, secret, shop, VOLUME } from "./documents";

const none: History = { missing: "Nobody kept it." };
const pageOf = (resources: Parameters<typeof exported>[0], history = none): string =>
    renderPage(reportOf(readState(exported(resources)), history));

describe("The page of a report", () => {
    it("needs nothing but itself", () => {
        const page = pageOf(shop());
        assert.doesNotMatch(page, /<(script|link|img|iframe|object|embed|base)\b|\bon[a-z]+=|@import/i);
        assert.deepEqual([...new Set(page.match(/\b(?:src|href|xlink:href|data|action)="[^#][^"]*"/g))], []);
        assert.deepEqual([...new Set(page.match(/url\([^#)][^)]*\)/g))], []);
    });

    it("shows a name as it is, whatever it holds", () => {
        const name = `<script>alert("1")</script>&'`;
        const page = pageOf([
            resource(VOLUME, name, { outputs: { name: "data" } }),
            ...container(name, [["data", "/x", true]]),
        ]);
        assert.doesNotMatch(page, /<script/);
        assert.ok(page.includes("&lt;script>alert("), "the name is on the page");
    });

    it("holds no secret", () => {
        const sealed = { capacityBytes: 1, volumeName: secret("v1:sealed"), usedBytes: secret("v1:sealed") };
        assert.doesNotMatch(pageOf(component("NamedVolume", "data", sealed)), /sealed/);
    });

    it("says so where there is nothing to show", () => {
        assert.match(pageOf([]), /Nothing is deployed in this stack\./);
        const page = pageOf([resource(VOLUME, "plain", { outputs: { name: "plain-1" } })]);
        assert.match(page, /No container of this stack mounts plain\./);
        assert.match(page, /There are no figures of plain\./);
        assert.match(page, /No throughput is declared/);
        assert.match(page, /No history\. Nobody kept it\./);
    });

    it("says how much more is used than fits", () => {
        assert.match(pageOf(shop()), /2\.86 MiB used: 1\.91 MiB more than the 976\.56 KiB enforced/);
    });

    it("says what was measured, and what was not", () => {
        const page = pageOf([
            ...shop(),
            ...component("NamedVolume", "slow", {
                throughputBytesPerSecond: 1024,
                performance: { problem: "it is full" },
            }),
        ]);
        assert.match(page, /site, sequential read, measured: 858\.31 MiB\/s/);
        assert.match(page, /site, declared: 400 MiB\/s/);
        assert.match(page, /Not measured: it is full\./);
    });

    it("tells of budgets that are broken and of volumes that wait to be deleted", () => {
        const page = pageOf([
            ...component("StorageSummary", "all", { brokenBudgets: ["volume site: 90 % used, 80 % allowed"] }),
            resource(VOLUME, "old", { id: "old-1", delete: true }),
        ]);
        assert.match(page, /volume site: 90 % used, 80 % allowed/);
        assert.match(page, /Volume old-1 was replaced, and waits to be deleted/);
    });

    it("shortens long names in the middle, between characters", () => {
        assert.equal(shortened("site-4f1c2ab", 12), "site-4f1c2ab");
        assert.equal(shortened("site-backup-4f1c2ab", 12), "site-b…1c2ab");
        assert.equal(shortened("👩‍👩‍👧abcdef👩‍👩‍👧", 5), "👩‍👩‍👧a…f👩‍👩‍👧");
    });
});
