import { setTimeout } from "node:timers/promises";

import type { DeploymentOptions } from "./deployment-options";
import type { Diagnostics } from "./diagnostics";
import { Monitor } from "./monitor";
import { Program, ProgramEnd } from "./program";
import type { Registrar } from "./registrar";

/** How long a program is listened to after a failure; it has nothing to wait for then, and would go on for ever. */
const LAST_WORDS_MILLISECONDS = 50;

/** Where Pulumi keeps a stack that belongs to nobody in particular. */
const ORGANIZATION = "organization";

/** The program of a deployment, and the services that it talks to, from their start to their end. */
export class ProgramRun {
    private constructor(
        private readonly monitor: Monitor,
        private readonly program: Program,
    ) {}

    static async start(
        options: DeploymentOptions & { preview: boolean },
        registrar: Registrar,
        diagnostics: Diagnostics,
    ): Promise<ProgramRun> {
        const { name: project, root } = options.project;
        const monitor = new Monitor({ ...options, project, root, organization: ORGANIZATION }, registrar, diagnostics);
        const program = options.program ?? new Program(options.project);
        program.start({
            ...options,
            organization: ORGANIZATION,
            dryRun: options.preview,
            monitorAddress: await monitor.listen(),
            onOutput: (line, isError) => diagnostics.output(line, isError),
        });
        return new ProgramRun(monitor, program);
    }

    /** Settles when everything is registered: the program says so, or it ends. */
    get registered(): Promise<ProgramEnd> {
        return Promise.race([this.monitor.programDone.then(() => ({ succeeded: true })), this.program.ended]);
    }

    /** Waits for the program's own end; one that waits for what will not come any more is ended. */
    async close(failed: boolean): Promise<ProgramEnd> {
        if (failed) {
            // What the program has said already, its outputs above all, is on its way.
            await setTimeout(LAST_WORDS_MILLISECONDS);
            this.program.kill();
        }
        const end = await this.program.ended;
        this.monitor.close();
        return end;
    }
}
