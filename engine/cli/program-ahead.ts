import type { DeploymentKind } from "../deployment-options";
import { Program } from "../program";
import type { Project } from "../project";

/** The process for the next program of an operation, which loads the SDK while there is something else to do. */
export class ProgramAhead {
    private waiting: Program | undefined;

    constructor(
        private readonly kind: DeploymentKind,
        private readonly project: Project,
    ) {}

    start(): void {
        if (this.kind === "update" || this.kind === "preview") this.waiting ??= new Program(this.project);
    }

    take(): Program | undefined {
        const program = this.waiting;
        this.waiting = undefined;
        return program;
    }

    /** One that nothing came of. */
    end(): void {
        this.take()?.kill();
    }
}
