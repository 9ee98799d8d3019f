import assert from "node:assert/strict";
import { Link, maxMinFair } from "../../../components/model/max-min-fair";

/** Numbers below 1 that are the same in every run. Source: Park and Miller's minimal standard generator. */
function randomNumbers(seed: number): () => number {
    let state = seed;
    return () => (state = (state * 48271) % 2147483647) / 2147483647;
}

function randomNetwork(seed: number): { flowCount: number; links: Link[] } {
    const random = randomNumbers(seed);
    const flowCount = 1 + Math.floor(random() * 12);
    const numbers = Array.from({ length: flowCount }, (_, flow) => flow);
    const links = Array.from({ length: 1 + Math.floor(random() * 8) }, () => ({
        bytesPerSecond: Math.round(random() * 1e9),
        flows: numbers.filter(() => random() < 0.5),
    }));
    return { flowCount, links };
}

describe("Max-min fair shares", () => {
    const shares: [string, number, Link[], (number | undefined)[]][] = [
        ["divide a link evenly", 4, [{ bytesPerSecond: 100, flows: [0, 1, 2, 3] }], [25, 25, 25, 25]],
        [
            "give what one cannot use to the others",
            3,
            [
                { bytesPerSecond: 100, flows: [0, 1, 2] },
                { bytesPerSecond: 10, flows: [0] },
            ],
            [10, 45, 45],
        ],
        [
            "leave a cap that is wider than the even share without effect",
            2,
            [
                { bytesPerSecond: 100, flows: [0, 1] },
                { bytesPerSecond: 80, flows: [0] },
            ],
            [50, 50],
        ],
        [
            "settle links one after the other",
            3,
            [
                { bytesPerSecond: 30, flows: [0, 1] },
                { bytesPerSecond: 100, flows: [1, 2] },
            ],
            [15, 15, 85],
        ],
        ["do not exist without a link", 2, [{ bytesPerSecond: 8, flows: [1] }], [undefined, 8]],
        ["are nothing of nothing", 0, [{ bytesPerSecond: 8, flows: [] }], []],
    ];
    for (const [what, flowCount, links, expected] of shares) {
        it(what, () => assert.deepEqual(maxMinFair(flowCount, links), expected));
    }

    it("never add up to more than a link has, and no flow could get more but from one that has no more than it", () => {
        for (let seed = 1; seed <= 500; seed++) {
            const { flowCount, links } = randomNetwork(seed);
            const result = maxMinFair(flowCount, links);
            const tolerance = 1e-3;
            const used = ({ flows }: Link): number => flows.reduce((sum, flow) => sum + (result[flow] ?? 0), 0);
            for (const link of links) {
                assert.ok(used(link) <= link.bytesPerSecond + tolerance, `seed ${seed}: ${used(link)} of a link`);
            }
            result.forEach((share, flow) => {
                const through = links.filter(({ flows }) => flows.includes(flow));
                assert.equal(share === undefined, through.length === 0, `seed ${seed}, flow ${flow}`);
                const bottlenecks = through.filter(
                    (link) =>
                        used(link) >= link.bytesPerSecond - tolerance &&
                        link.flows.every((other) => (result[other] ?? 0) <= (share ?? 0) + tolerance),
                );
                assert.ok(share === undefined || bottlenecks.length > 0, `seed ${seed}, flow ${flow} could get more`);
            });
        }
    });
});
