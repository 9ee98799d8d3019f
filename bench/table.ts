export function median(values: number[]): number {
    const sorted = values.toSorted((one, other) => one - other);
    const middle = Math.floor(sorted.length / 2);
    return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The median, and between what the values lie. */
export function spread(values: number[]): string {
    const [least, most] = [Math.min(...values), Math.max(...values)].map((value) => value.toFixed(1));
    return `${median(values).toFixed(1)} (${least} - ${most})`;
}

/** As Markdown, on standard output. */
export function printTable(title: string, head: string[], rows: string[][]): void {
    const line = (cells: string[]) => `| ${cells.join(" | ")} |`;
    const table = [head, head.map(() => "---"), ...rows].map(line).join("\n");
    process.stdout.write(`\n${title}:\n\n${table}\n`);
}
