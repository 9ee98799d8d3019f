import { anyText, Rule } from "./validation";

/** Docker's own limit is that of a file name: the volume is a folder of that name. */
export const MAX_NAME_LENGTH = 255;

/** What is added to a component's name: a dash, and seven hex digits of Pulumi's; with room for five more. */
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

/** Docker's grammar is narrower, but this much keeps an image from being read as an option of `docker run`. */
export const imageName: Rule = (value) =>
    typeof value === "string" && /^[a-zA-Z0-9][a-zA-Z0-9_.:/@+-]*$/.test(value)
        ? undefined
        : 'give an image as Docker names it, "registry/name:tag" or "name@sha256:..."';

/** A host that begins with a dash would be an option of the `ssh` that the Docker client runs. */
export const daemonAddress: Rule = (value) =>
    typeof value === "string" && /^((unix|npipe):\/\/\/*[^/]|(tcp|ssh):\/\/(?!-|\S*@-)\S+$)/.test(value)
        ? anyText(value)
        : 'give the address as DOCKER_HOST has it, "unix:///var/run/docker.sock", "tcp://host:port" or "ssh://user@host"';
