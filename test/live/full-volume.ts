import { inVolume } from "./docker-view";

/** Writes to a volume until the kernel refuses with ENOSPC; resolves to the bytes that it took. */
export async function fillUp(volume: string, environment = process.env): Promise<number> {
    const command =
        'cat /dev/zero > full 2> /tmp/error || true; cat /tmp/error >&2; grep -q "No space left" /tmp/error; stat -c %s full';
    return Number(await inVolume(volume, command, environment));
}
