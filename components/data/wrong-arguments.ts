import * as pulumi from "@pulumi/pulumi";

/** Wrong arguments, in one message. Of a `RunError` engines show that alone, with no stack of this package around it. */
export class WrongArguments extends pulumi.InputPropertiesError {
    /** Source: RunError.isInstance in errors.ts, @pulumi/pulumi. */
    readonly __pulumiRunError = true;

    constructor(component: string, errors: pulumi.InputPropertyErrorDetails[]) {
        const list = errors.map(({ reason }) => `\n  - ${reason}`).join("");
        super({ message: `${component} has wrong arguments:${list}`, errors });
    }
}
