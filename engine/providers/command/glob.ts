function classOf(glob: string, start: number): { text: string; end: number } {
    const end = glob.indexOf("]", start + 1);
    if (end < 0) throw new Error(`the pattern ${JSON.stringify(glob)} opens a "[" that it does not close`);
    const inside = glob.slice(start + 1, end);
    const negated = inside.startsWith("!");
    return { text: `[${negated ? "^" : ""}${inside.slice(negated ? 1 : 0).replace(/[\\^]/g, "\\$&")}]`, end };
}

/**
 * A path pattern of the command package (Go's gobwas/glob with the separator `/`) as a regular expression: `*` and `?` stop at
 * `/`, `**` does not, wherever it stands. npm's glob libraries take `**` for a whole segment only.
 */
export function globExpression(glob: string): RegExp {
    let text = "";
    let depth = 0;
    for (let at = 0; at < glob.length; at++) {
        const character = glob[at];
        if (character === "*" && glob[at + 1] === "*") {
            text += ".*";
            while (glob[at + 1] === "*") at++;
        } else if (character === "*") text += "[^/]*";
        else if (character === "?") text += "[^/]";
        else if (character === "[") {
            const found = classOf(glob, at);
            text += found.text;
            at = found.end;
        } else if (character === "{") {
            text += "(?:";
            depth++;
        } else if (character === "}" && depth > 0) {
            text += ")";
            depth--;
        } else if (character === "," && depth > 0) text += "|";
        else text += (character === "\\" ? (glob[++at] ?? "") : character).replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
    }
    if (depth > 0) throw new Error(`the pattern ${JSON.stringify(glob)} opens a "{" that it does not close`);
    return new RegExp(`^${text}$`, "s");
}
