/** A use of a component that is wrong, as TypeScript, JavaScript, YAML or the stack's config may hold it. */
export interface WrongProgram {
    /** What is wrong, after "turns down". */
    title: string;
    /** The component's name. Default: data. */
    name?: string;
    args: unknown;
    /** What the error says, a line for each wrong argument. */
    error: string[];
}

/** What a shell would run, if one of these ever reached it as a part of a command. */
export const COMMANDS = {
    substitution: "$(touch canary)",
    backticks: "`touch canary`",
    sequence: "x; touch canary",
    quotes: "x'; touch canary; '",
    doubleQuotes: 'x"; touch canary; "',
    newline: "x\ntouch canary",
};
