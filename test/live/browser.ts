/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { pathToFileURL } from "node:url";
import axe from "axe-core";
import puppeteer, { Browser, Page, SerializedAXNode } from "puppeteer-core";
import { ensureChromium } from "../../setup/chromium.mjs";
import { isRoot } from "../../setup/machine.mjs";

export type Theme = "light" | "dark";

/** A real browser, or nothing where there is none and none can be installed. */
export async function startBrowser(): Promise<Browser | undefined> {
    const executablePath = await ensureChromium();
    if (executablePath === undefined) return undefined;
    // Chromium's sandbox refuses to run as root.
    return puppeteer.launch({ executablePath, args: isRoot() ? ["--no-sandbox"] : [] });
}

/** A page as people have it before them, and what it did meanwhile. */
export class ViewedPage {
    readonly requests: string[] = [];
    readonly complaints: string[] = [];

    private constructor(readonly page: Page) {
        page.on("request", (request) => this.requests.push(request.url()));
        page.on("console", (message) => this.complaints.push(message.text()));
        page.on("pageerror", (error) => this.complaints.push(String(error)));
    }

    /** Opens a file, without a network. */
    static async open(browser: Browser, file: string, widthPixels: number, theme: Theme): Promise<ViewedPage> {
        const page = await browser.newPage();
        const viewed = new ViewedPage(page);
        await page.setOfflineMode(true);
        await page.setViewport({ width: widthPixels, height: 800, isMobile: widthPixels < 500 });
        await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: theme }]);
        await page.goto(pathToFileURL(file).href);
        return viewed;
    }

    /** What people can read outside pictures; what is not displayed is left out. */
    text(): Promise<string> {
        return this.page.$eval("body", (body) => body.innerText);
    }

    /** The words in the pictures that are displayed. */
    pictureWords(): Promise<string[]> {
        return this.page.$$eval("svg text", (words) =>
            words.filter((word) => word.checkVisibility()).map((word) => word.textContent),
        );
    }

    /** The cells of each row of a table that is displayed. */
    rowsOf(caption: string): Promise<string[][]> {
        return this.page.$$eval(
            "table",
            (tables, wanted) =>
                tables
                    .filter((table) => table.caption?.innerText === wanted)
                    .flatMap((table) => [...table.tBodies[0].rows])
                    .map((row) => [...row.cells].map((cell) => cell.innerText)),
            caption,
        );
    }

    /** How wide the page is beyond what the screen shows, in CSS pixels. */
    overflowPixels(): Promise<number> {
        return this.page.$eval("html", (html) => html.scrollWidth - html.clientWidth);
    }

    /** The words that stick out of their box in a diagram, and those too small to read. */
    badWords(): Promise<string[]> {
        return this.page.$$eval(".diagram g > text", (words) =>
            words
                .filter((word) => word.checkVisibility())
                .filter((word) => {
                    const shape = word.parentElement?.querySelector("rect, path")?.getBoundingClientRect();
                    const { left, right, height } = word.getBoundingClientRect();
                    return shape === undefined || left < shape.left || right > shape.right || height < 10;
                })
                .map((word) => word.textContent),
        );
    }

    /** What a screen reader is told of: role, name and description. */
    async accessibles(): Promise<SerializedAXNode[]> {
        const root = await this.page.accessibility.snapshot({ interestingOnly: false });
        const all = (node: SerializedAXNode): SerializedAXNode[] => [node, ...(node.children ?? []).flatMap(all)];
        return root === null ? [] : all(root);
    }

    /** What breaks the rules for accessible pages that axe-core knows. */
    async violations(): Promise<string[]> {
        await this.page.evaluate(axe.source);
        const { violations } = (await this.page.evaluate("axe.run()")) as axe.AxeResults;
        return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
    }

    /** How many colours a screenshot has, and how bright its corner is: from 0, black, to 255. */
    async colours(): Promise<{ count: number; cornerBrightness: number }> {
        const screenshot = await this.page.screenshot({ encoding: "base64" });
        // The report's own page loads no picture, not even this one.
        const other = await this.page.browser().newPage();
        try {
            return await other.evaluate(coloursOf, `data:image/png;base64,${screenshot}`);
        } finally {
            await other.close();
        }
    }
}

/** Runs in the browser. */
async function coloursOf(url: string): Promise<{ count: number; cornerBrightness: number }> {
    const picture = new Image();
    picture.src = url;
    await picture.decode();
    const canvas = new OffscreenCanvas(picture.width, picture.height);
    const context = canvas.getContext("2d") as OffscreenCanvasRenderingContext2D;
    context.drawImage(picture, 0, 0);
    const { data } = context.getImageData(0, 0, picture.width, picture.height);
    const pixels = new Set(new Uint32Array(data.buffer));
    return { count: pixels.size, cornerBrightness: Math.round((data[0] + data[1] + data[2]) / 3) };
}
