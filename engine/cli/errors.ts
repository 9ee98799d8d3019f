/** Pulumi's exit codes. Source: pkg/cmd/pulumi/cmd/exit_codes.go in pulumi/pulumi. */
export const ExitCode = {
    error: 1,
    configuration: 2,
    stackNotFound: 6,
    changes: 7,
    cancelled: 8,
} as const;

export type ExitCodeValue = (typeof ExitCode)[keyof typeof ExitCode];

/** Something the user can act on: its message is all that is shown of it. */
export class CliError extends Error {
    constructor(
        message: string,
        readonly exitCode: ExitCodeValue = ExitCode.error,
    ) {
        super(message);
    }
}

/** The failure was already shown; only the exit code is left to be set. */
export class AlreadyReported extends CliError {
    constructor(exitCode: ExitCodeValue = ExitCode.error) {
        super("", exitCode);
    }
}

export function messageOf(error: unknown): string {
    return error instanceof Error ? error.message : String(error);
}
