import { anyText, Rule } from "./validation";

/** What Linux takes of one name and of a whole path. */
const MAX_NAME_BYTES = 255;
const MAX_PATH_BYTES = 4095;

/** An absolute, plain path: no "..", none of the characters that Docker reads as separators. */
export function absolutePath(where: string, separators: string[] = []): Rule {
    return (value) => {
        if (typeof value !== "string" || !value.startsWith("/")) {
            return `give an absolute path ${where}, one that begins with /`;
        }
        if (value.split("/").some((part) => part === ".." || part === ".")) {
            return `give the path ${where} without "." and ".." parts`;
        }
        return withoutSeparators(separators)(value) ?? anyText(value) ?? tooLong(value, MAX_PATH_BYTES);
    };
}

export function withoutSeparators(separators: string[]): Rule {
    return (value) => {
        const found = separators.find((character) => (value as string).includes(character));
        return found && `Docker reads ${JSON.stringify(found)} as a separator: give a path without it`;
    };
}

/** Folders of the kernel's, which hold no data of anybody's. */
const KERNEL_FOLDERS = ["/proc", "/sys", "/dev"];

/** A folder of the Docker host for data. */
export function hostFolder(separators: string[] = []): Rule {
    return (value) => {
        const remedy = absolutePath("on the Docker host", separators)(value);
        if (remedy !== undefined) {
            return remedy;
        }
        const path = (value as string).replace(/\/+/g, "/").replace(/\/$/, "");
        if (path === "") {
            return "this is the host's root: give a folder below it";
        }
        return KERNEL_FOLDERS.some((folder) => path === folder || path.startsWith(`${folder}/`))
            ? `${KERNEL_FOLDERS.join(", ")} belong to the kernel: give a folder elsewhere`
            : undefined;
    };
}

/** Where a volume is mounted comes before it. */
const MAX_INNER_PATH_BYTES = 4000;

/** A path in a volume. */
export const innerPath: Rule = (value) => {
    if (typeof value !== "string" || value.split("/").some((part) => ["", ".", ".."].includes(part))) {
        return 'give a path inside the volume, without a leading "/" and without empty, "." and ".." parts';
    }
    return anyText(value) ?? tooLong(value, MAX_INNER_PATH_BYTES);
};

function tooLong(path: string, maxBytes: number): string | undefined {
    const isTooLong = (text: string, limit: number): boolean => Buffer.byteLength(text) > limit;
    return isTooLong(path, maxBytes) || path.split("/").some((part) => isTooLong(part, MAX_NAME_BYTES))
        ? `give a path of at most ${maxBytes} bytes, and ${MAX_NAME_BYTES} for each part of it`
        : undefined;
}
