/** What the codes of Node's file errors mean, and what is to be done. */
const REMEDIES: Record<string, string | undefined> = {
    ENOSPC: "no space left on device; make space there",
    EDQUOT: "disk quota exceeded; make space there",
    EROFS: "read-only file system; make it writable",
    EACCES: "permission denied; make it writable for this user",
    EPERM: "operation not permitted; make it writable for this user",
    EIO: "input/output error; check the disk",
};

/** Says which file could not be written, why, and what to do; Node's own error names neither the file nor a remedy. */
export function writeFailure(what: string, path: string, error: unknown): Error {
    const { code = "", message } = error as NodeJS.ErrnoException;
    return new Error(`failed to save ${what}: ${path}: ${REMEDIES[code] ?? message}, and run this again`, {
        cause: error,
    });
}
