import { isNotFound } from "./daemon-error";

/** Docker tells the age of volumes in whole seconds. */
const RESOLUTION_MILLISECONDS = 1000;

/** What `inspect` finds under a name, if it was made since: something older was there before, and is somebody else's. */
export async function madeSince<T>(
    since: Date,
    inspect: () => Promise<T>,
    createdAt: (found: T) => string | undefined,
): Promise<T | undefined> {
    try {
        const found = await inspect();
        const created = new Date(createdAt(found) ?? 0).getTime();
        return created + RESOLUTION_MILLISECONDS > since.getTime() ? found : undefined;
    } catch (error) {
        if (isNotFound(error)) return undefined;
        throw error;
    }
}
