/** A container mounted a volume. */
export interface MountEvent {
    container: string;
    volume: string;
}

/**
 * The volumes of a run: its own, and, again and again, whatever a container mounted together with one of them. A tool that
 * copies or saves data mounts both ends, whatever it calls them.
 */
export function relatedVolumes(own: Iterable<string>, events: MountEvent[]): Set<string> {
    const related = new Set(own);
    for (let before = -1; before !== related.size;) {
        before = related.size;
        const containers = new Set(
            events.filter(({ volume }) => related.has(volume)).map(({ container }) => container),
        );
        for (const { container, volume } of events) {
            if (containers.has(container)) related.add(volume);
        }
    }
    return related;
}
