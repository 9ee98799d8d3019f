/** Something of limited speed that several flows pass through. */
export interface Link {
    bytesPerSecond: number;
    /** Which flows, by their number. */
    flows: readonly number[];
}

/**
 * What each flow gets when all want as much as they can get (max-min fairness, by progressive filling): the link with the least
 * for each of its flows divides what it has evenly, its flows are settled, and what they leave on other links goes to the others.
 * A flow through no link has no limit: undefined. Source: Bertsekas and Gallager, Data Networks, 6.5.2.
 */
export function maxMinFair(flowCount: number, links: readonly Link[]): (number | undefined)[] {
    const shares = new Array<number | undefined>(flowCount).fill(undefined);
    const open = links.map(({ bytesPerSecond, flows }) => ({ left: bytesPerSecond, flows: new Set(flows) }));
    const evenShare = ({ left, flows }: (typeof open)[number]): number => Math.max(0, left / flows.size);
    for (;;) {
        const busy = open.filter(({ flows }) => flows.size > 0);
        if (busy.length === 0) return shares;
        const bottleneck = busy.reduce((least, link) => (evenShare(link) < evenShare(least) ? link : least));
        const share = evenShare(bottleneck);
        for (const flow of [...bottleneck.flows]) {
            shares[flow] = share;
            for (const link of busy) {
                if (link.flows.delete(flow)) link.left -= share;
            }
        }
    }
}
