import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Browser } from "puppeteer-core";
import { reportOf } from "../../components/report/model/report";
import { readState } from "../../components/report/model/stored-state";
import { renderPage } from "../../components/report/page/page";
import { report } from "../../setup/report.mjs";
import { exported, shop } from "../components/report/documents";
import { temporaryFolder } from "../temporary-folder";
import { startBrowser, Theme, ViewedPage } from "./browser";
import { describeWithEachEngine } from "./engines";
import { StackCopy } from "./stack-copy";

const project = join(__dirname, "..", "..");
const phonePixels = 360;
const deskPixels = 1280;
/** Chromium and all that it needs may have to be installed. */
const installationMilliseconds = 600_000;

async function browserOrSkip(context: Mocha.Context): Promise<Browser> {
    context.timeout(installationMilliseconds);
    const browser = await startBrowser();
    if (browser === undefined) context.skip();
    return browser;
}

describe("The report of a stack in a real browser", () => {
    const file = join(temporaryFolder("report-page"), "report.html");
    let browser: Browser | undefined;

    before(async function () {
        browser = await browserOrSkip(this);
        const updates = [10, 20, 1100].map((mebibytes, index) => ({
            number: index + 1,
            kind: "update",
            succeeded: true,
            startedAt: "2026-11-23T10:00:00.000Z",
            durationSeconds: 7,
            changes: { same: 3 },
            figures: new Map([
                [
                    "urn:pulumi:test::shop::docker-storage:index:NamedVolume::site",
                    { capacityBytes: 2 ** 30, usedBytes: mebibytes * 2 ** 20, sources: {}, speeds: [] },
                ],
            ]),
        }));
        writeFileSync(file, renderPage(reportOf(readState(exported(shop())), { updates, total: 3 })));
    });
    after(() => browser?.close());

    for (const [widthPixels, theme] of [
        [phonePixels, "light"],
        [phonePixels, "dark"],
        [deskPixels, "light"],
        [deskPixels, "dark"],
    ] as Array<[number, Theme]>) {
        describe(`that is ${widthPixels} pixels wide and ${theme}, without a network`, () => {
            let viewed: ViewedPage;

            before(async () => {
                viewed = await ViewedPage.open(browser!, file, widthPixels, theme);
            });
            after(() => viewed.page.close());

            it("loads nothing but itself, and complains of nothing", () => {
                assert.deepEqual(viewed.requests, [pathToFileURL(file).href]);
                assert.deepEqual(viewed.complaints, []);
            });

            it("shows who writes and who reads what, on which host, in a diagram and in words", async () => {
                const words = await viewed.pictureWords();
                for (const word of ["writer", "web", "player", "site", "media", "folder", "writes", "reads"]) {
                    assert.ok(words.includes(word), `${word} is in the diagrams: ${words.join(", ")}`);
                }
                const near = await viewed.rowsOf("Mounts on the Docker host of the environment");
                assert.deepEqual(
                    near.map((row) => row.slice(0, 5)),
                    [
                        ["site", "volume", "writer", "writes", "/site"],
                        ["site", "volume", "web", "reads", "/srv/www"],
                        ["folder", "folder", "web", "writes", "/folder"],
                    ],
                );
                const distant = await viewed.rowsOf("Mounts on Docker host ssh://far.example");
                assert.deepEqual(distant[1].slice(1, 4), [
                    "NFS volume of nas.example:/export/media",
                    "player",
                    "reads",
                ]);
            });

            it("shows used against declared capacity, and measured against declared throughput", async () => {
                const text = await viewed.text();
                assert.match(text, /40 MiB used of 1 GiB declared \(3\.9 %\)/);
                assert.match(text, /2\.86 MiB used: 1\.91 MiB more than the 976\.56 KiB enforced/);
                assert.match(
                    text,
                    /declared\s+400 MiB\/s\s+Measured on 23 Nov 2026, 09:59 UTC:\s+sequential read\s+858\.31 MiB\/s/,
                );
            });

            it("draws bars as long as the figures they stand for", async () => {
                const shares = await viewed.page.$$eval("#capacity ~ ul svg.bar", (bars) =>
                    bars.map((bar) => {
                        const widthOf = (part: string): number =>
                            bar.querySelector(part)?.getBoundingClientRect().width ?? 0;
                        return widthOf(".filled") / (widthOf(".track") + widthOf(".over"));
                    }),
                );
                assert.deepEqual(
                    shares.map((share) => share.toFixed(2)),
                    [(40 / 1024).toFixed(2), (1 / 3).toFixed(2)],
                );
            });

            it("draws the history to scale", async () => {
                const heights = await viewed.page.$$eval(".chart circle.used", (dots) =>
                    dots.map((dot) => Number(dot.getAttribute("cy"))),
                );
                const [first, second, third] = heights;
                assert.ok(first > second && second > third, heights.join(", "));
                const ratio = (first - third) / (first - second);
                assert.ok(Math.abs(ratio - 109) < 1, `${ratio} is (1100 - 10) / (20 - 10)`);
            });

            it("fits the screen, and every word its box", async () => {
                assert.equal(await viewed.overflowPixels(), 0);
                assert.deepEqual(await viewed.badWords(), []);
            });

            it("has a name and a description for every picture, for a screen reader", async () => {
                const pictures = (await viewed.accessibles()).filter(({ role }) => /^(img|image)$/.test(role));
                const named = new Map(pictures.map(({ name, description }) => [name, description]));
                assert.match(
                    named.get("Who shares what on the Docker host of the environment") ?? "",
                    /writer writes site\. .*web reads site\./,
                );
                assert.ok(named.has("site: 40 MiB used of 1 GiB declared (3.9 %)"), [...named.keys()].join("\n"));
                assert.equal(
                    named.get("site across updates"),
                    "Used: from 10 MiB after update 1 to 1.07 GiB after update 3.",
                );
                for (const { name, description } of pictures) assert.ok(name && description, String(name));
            });

            it("breaks no rule for accessible pages", async () => {
                assert.deepEqual(await viewed.violations(), []);
            });

            it("is not blank, and as bright as it should be", async () => {
                const { count, cornerBrightness } = await viewed.colours();
                assert.ok(count > 50, `${count} colours`);
                assert.equal(cornerBrightness > 128, theme === "light", String(cornerBrightness));
            });
        });
    }
});

describeWithEachEngine("The report of what an engine deployed", (command) => {
    const folder = temporaryFolder("report-stack");
    const page = join(folder, "storage.html");
    let browser: Browser | undefined;
    let stack: StackCopy;
    let volumes: string[] = [];

    before(async function () {
        browser = await browserOrSkip(this);
        stack = new StackCopy(command, folder, "examples/typescript");
        await stack.init();
        for (const purpose of ["first", "second"]) {
            stack.setConfig({ purpose });
            await stack.up();
            volumes = [...volumes, String((await stack.outputs()).volume)];
        }
        const operation = { engine: { command }, stack: stack.stack, cwd: folder, env: stack.environment };
        assert.equal(await report(project, { ...operation, args: ["--output", page] }), 0);
    });
    after(async () => {
        await browser?.close();
        // Not there if the browser was missing.
        await (stack as StackCopy | undefined)?.destroy();
    });

    it("shows its containers on the volume that holds the data, and every update", async () => {
        const viewed = await ViewedPage.open(browser!, page, deskPixels, "light");
        const mounts = await viewed.rowsOf("Mounts on the Docker host of the environment");
        assert.deepEqual(mounts, [
            ["notes", "volume", "author", "writes", "/notes", volumes[1]],
            ["notes", "volume", "audience", "reads", "/notes", volumes[1]],
        ]);
        assert.match(await viewed.text(), /notes\s+[\d.]+ KiB used of 100 MiB declared/);
        const updates = await viewed.rowsOf("Updates, the latest first");
        assert.deepEqual(
            updates.map(([number, , kind, result]) => [number, kind, result]),
            [
                ["2", "update", "succeeded"],
                ["1", "update", "succeeded"],
            ],
        );
        assert.equal((await viewed.page.$$(".chart circle.used")).length, 2, "a dot for each update");
        assert.deepEqual(viewed.complaints, []);
    });
});
