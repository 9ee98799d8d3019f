import * as pulumi from "@pulumi/pulumi";

interface WrongProperty {
    propertyPath: string;
    /** Property, value and remedy, in words. */
    reason: string;
}

/** The one error for all that is wrong with the arguments of a component. */
export function wrongArguments(component: string, errors: WrongProperty[]): pulumi.InputPropertiesError {
    const list = errors.map(({ reason }) => `\n  - ${reason}`).join("");
    return new pulumi.InputPropertiesError({ message: `${component} has wrong arguments:${list}`, errors });
}
