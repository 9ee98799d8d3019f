import { deletesProtected } from "./refusals";

/** A step's call of the provider failed, perhaps with a resource left behind. */
export class StepError extends Error {
    constructor(
        cause: Error,
        /** As Pulumi's `resource.Status`: 0 nothing was changed, 1 partly done, 2 unknown. */
        readonly status: 0 | 1 | 2,
    ) {
        super(cause.message, { cause });
    }
}

/** A resource must not be deleted. Nothing was begun, so what else there is to do is done. */
export class DeletesProtected extends StepError {
    constructor(urn: string) {
        super(new Error(deletesProtected(urn)), 0);
    }
}
