/** A Pulumi project: what `Pulumi.yaml` says. */
export interface Project {
    name: string;
    /** The folder that holds `Pulumi.yaml`. */
    root: string;
    /** The folder (or file) of the program: `main`, or the root. */
    main: string;
    description?: string;
    runtime: { name: string; options: Record<string, unknown> };
}
