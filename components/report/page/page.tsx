import { readFileSync } from "node:fs";
import { join } from "node:path";
import { VNode } from "preact";
import { binaryBytes } from "../../model/units";
import { renderToString } from "preact-render-to-string";
import { packageFolder } from "../../data/package-folder";
import { Report } from "../model/report";
import { Backups } from "./backups";
import { Capacity } from "./capacity";
import { PastUpdates } from "./history";
import { Sharing } from "./sharing";
import { Throughput } from "./throughput";
import { timeText } from "./words";

/** Nothing is loaded from anywhere, not even by mistake. */
const CONTENT_POLICY = "default-src 'none'; style-src 'unsafe-inline'";

/** The whole report as one HTML document that needs nothing else. */
export function renderPage(report: Report): string {
    const style = readFileSync(join(packageFolder(), "report", "page", "style.css"), "utf8");
    return `<!doctype html>\n${renderToString(<Page report={report} style={style} />)}\n`;
}

function Page({ report, style }: { report: Report; style: string }): VNode {
    const title = `Storage of ${report.project}/${report.stack}`;
    const isEmpty = report.hosts.length === 0;
    return (
        <html lang="en">
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <meta http-equiv="Content-Security-Policy" content={CONTENT_POLICY} />
                <title>{title}</title>
                <style dangerouslySetInnerHTML={{ __html: style }} />
            </head>
            <body>
                <header>
                    <h1>{title}</h1>
                    {report.time !== undefined && (
                        <p>
                            The stack as it was on <time dateTime={report.time}>{timeText(report.time)}</time>.
                        </p>
                    )}
                    <Contents hasBackups={report.backups.length > 0} />
                </header>
                <main>
                    {isEmpty ? <p>Nothing is deployed in this stack.</p> : <Totals report={report} />}
                    {report.notes.length > 0 && (
                        <ul class="notes">
                            {report.notes.map((note) => (
                                <li>{note}</li>
                            ))}
                        </ul>
                    )}
                    <Sharing hosts={report.hosts} />
                    <Capacity hosts={report.hosts} />
                    <Throughput hosts={report.hosts} />
                    {report.backups.length > 0 && <Backups backups={report.backups} />}
                    <PastUpdates history={report.history} />
                </main>
                <footer>
                    <p>
                        Made by docker-storage-report. Declared: what the program states. Computed: what follows from
                        that. Enforced: what the volume is held to. Measured: what was found on the Docker host, by the
                        last update if nothing else is said. Secrets are left out.
                    </p>
                </footer>
            </body>
        </html>
    );
}

function Contents({ hasBackups }: { hasBackups: boolean }): VNode {
    const sections = [
        ["sharing", "Sharing"],
        ["capacity", "Capacity"],
        ["throughput", "Throughput"],
        ...(hasBackups ? [["backups", "Backups"]] : []),
        ["history", "History"],
    ];
    return (
        <nav aria-label="Contents">
            <ul>
                {sections.map(([id, name]) => (
                    <li>
                        <a href={`#${id}`}>{name}</a>
                    </li>
                ))}
            </ul>
        </nav>
    );
}

function Totals({ report: { hosts } }: { report: Report }): VNode {
    const storages = hosts.flatMap((host) => host.storages);
    const sum = (figures: Array<number | undefined>): number =>
        figures.reduce<number>((total, figure) => total + (figure ?? 0), 0);
    const tiles = [
        ["Docker hosts", hosts.length],
        ["Containers", sum(hosts.map(({ containers }) => containers.length))],
        ["Volumes and folders", storages.length],
        ["Declared capacity", binaryBytes(sum(storages.map(({ figures }) => figures.capacityBytes)))],
        ["Used, as measured", binaryBytes(sum(storages.map(({ figures }) => figures.usedBytes)))],
    ];
    return (
        <dl class="totals">
            {tiles.map(([name, value]) => (
                <div>
                    <dt>{name}</dt>
                    <dd>{value}</dd>
                </div>
            ))}
        </dl>
    );
}
