import { Rule } from "./validation";

/** Docker's own limit is that of a file name: the volume is a folder of that name. */
export const MAX_NAME_LENGTH = 255;

/** What is added to a component's name: a dash, and seven hex digits of Pulumi's or twelve of an NfsVolume's hash. */
const MAX_SUFFIX_LENGTH = 13;

function nameOf(kind: string, minLength: number, maxLength: number): Rule {
    return (value) =>
        typeof value === "string" &&
        value.length >= minLength &&
        value.length <= maxLength &&
        /^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/.test(value)
            ? undefined
            : `a ${kind} is ${minLength} to ${maxLength} letters, digits, "_", "." or "-", and begins with a letter or digit`;
}

export const volumeName = nameOf("volume name", 2, MAX_NAME_LENGTH);
export const containerName = nameOf("container name", 2, MAX_NAME_LENGTH);
/** A component's name, from which the Docker name is made. */
export const componentName = nameOf(
    "component name that Docker names are made of",
    1,
    MAX_NAME_LENGTH - MAX_SUFFIX_LENGTH,
);
