import { BudgetAction } from "./budgets";
import { Problem } from "./problems";
import { Arguments, Rule, oneOf, seconds, text, trueOrFalse, wholeNumber } from "./validation";

const bytes = wholeNumber("a whole number of bytes", 0);

/** Fractions come of divisions. */
const speed: Rule = (value) =>
    typeof value === "number" && Number.isFinite(value) && value > 0
        ? undefined
        : "give a number of bytes per second above 0";

const share: Rule = (value) =>
    typeof value === "number" && value >= 0 && value <= 1 ? undefined : "give a share from 0 to 1, as 0.8";

const LIMITS: Record<string, Rule> = {
    minimumFreeBytes: bytes,
    maximumUsedShare: share,
    minimumThroughputBytesPerSecond: speed,
    maximumLatencySeconds: seconds(0, true),
    maximumSumBytes: bytes,
};

/** Every wrong argument of a StorageSummary. */
export function storageSummaryProblems(values: Record<string, unknown>): Problem[] {
    const args = new Arguments(values);
    args.require("volumes", (value) => (Array.isArray(value) ? undefined : "give a list"));
    const hosts = args.objects("hosts");
    const nfsServers = args.objects("nfsServers");
    [...hosts, ...nfsServers].forEach(checkPlace);
    const volumes = args.objects("volumes");
    const hostNames = namesOf(hosts, "a host");
    const serverNames = namesOf(nfsServers, "an NFS server");
    const volumeNames = namesOf(volumes, "a volume");
    for (const volume of volumes) {
        checkVolume(volume);
        volume.check("host", nameIn(hostNames, "hosts"));
        volume.check("nfsServer", nameIn(serverNames, "nfsServers"));
        volume.refuseOthers();
    }
    for (const host of hosts) host.check("networkBytesPerSecond", speed);
    for (const place of [...hosts, ...nfsServers]) place.refuseOthers();
    for (const budget of args.objects("budgets")) {
        budget.check("volume", nameIn(volumeNames, "volumes"));
        budget.check("host", nameIn(hostNames, "hosts"));
        budget.check("nfsServer", nameIn(serverNames, "nfsServers"));
        checkBudget(budget);
        checkFigures(
            budget,
            volumes.find((volume) => volume.get("name") === budget.get("volume")),
        );
        budget.refuseOthers();
    }
    args.refuseOthers();
    return args.problems;
}

/** The names, each of which may be there once. */
function namesOf(items: Arguments[], what: string): Set<string> {
    const names = new Set<string>();
    for (const item of items) {
        const name = item.get("name");
        if (text(name) !== undefined) {
            item.require("name", text);
        } else if (names.has(name as string)) {
            item.add("name", `give ${what} a name that no other one has`);
        }
        names.add(name as string);
    }
    return names;
}

function nameIn(names: Set<string>, list: string): Rule {
    return (value) => {
        if (names.has(value as string)) return undefined;
        return names.size === 0 ? `add it to ${list}` : `give one of ${list}: ${[...names].join(", ")}`;
    };
}

function checkPlace(place: Arguments): void {
    place.check("capacityBytes", bytes);
    place.check("throughputBytesPerSecond", speed);
}

function checkVolume(volume: Arguments): void {
    volume.check("capacityBytes", bytes);
    volume.check("throughputBytesPerSecond", speed);
    volume.check("latencySeconds", seconds(0, true));
    volume.check("usedBytes", bytes);
    volume.check("freeBytes", bytes);
    volume.check("measuredThroughputBytesPerSecond", speed);
    volume.check("measuredLatencySeconds", seconds(0, true));
    const expected = volume.object("expectedUsage");
    expected?.require("dataBytes", bytes);
    expected?.require("metadataBytes", bytes);
    expected?.require("overheadBytes", wholeNumber("a whole number of bytes", Number.MIN_SAFE_INTEGER));
    expected?.refuseOthers();
    const consumers = volume.objects("consumers");
    namesOf(consumers, "a consumer of the volume");
    for (const consumer of consumers) {
        consumer.check("deviceReadBytesPerSecond", speed);
        consumer.check("deviceWriteBytesPerSecond", speed);
        consumer.check("readOnly", trueOrFalse);
        consumer.refuseOthers();
    }
}

function checkBudget(budget: Arguments): void {
    budget.require("action", oneOf(Object.values(BudgetAction)));
    for (const [limit, rule] of Object.entries(LIMITS)) budget.check(limit, rule);
    if (!Object.keys(LIMITS).some((limit) => budget.isGiven(limit))) {
        budget.add("", `give it a limit: ${Object.keys(LIMITS).join(", ")}`, "a budget without a limit");
    }
    if (budget.isGiven("maximumSumBytes") && budget.isGiven("volume")) {
        budget.add("maximumSumBytes", "it is for hosts and NFS servers: name one of them in place of a volume");
    }
}

/** A budget of a volume that states no such figure would never be checked. */
function checkFigures(budget: Arguments, volume: Arguments | undefined): void {
    const states = (...figures: string[]): boolean => figures.some((figure) => volume?.keys().includes(figure));
    const lack = (limit: string, isStated: boolean, remedy: string): void => {
        if (volume !== undefined && budget.isGiven(limit) && !isStated) budget.add(limit, remedy);
    };
    const usage = states("usedBytes", "expectedUsage");
    lack(
        "minimumFreeBytes",
        states("freeBytes") || (states("capacityBytes") && usage),
        "the volume states no freeBytes: give it that, or capacityBytes and one of usedBytes and expectedUsage",
    );
    lack(
        "maximumUsedShare",
        states("capacityBytes") && usage,
        "give the volume capacityBytes and one of usedBytes and expectedUsage",
    );
    lack(
        "maximumLatencySeconds",
        states("latencySeconds", "measuredLatencySeconds"),
        "give the volume latencySeconds or measuredLatencySeconds",
    );
}
