import { Backend } from "../../../engine/backend";

/** Writes one state after the other, and reports the number of each when it is said to be on the disk. */
async function writeForEver(root: string): Promise<never> {
    const backend = await Backend.open(`file://${root}`);
    const stack = backend.stack({ project: "killed", name: "dev" });
    for (let count = 0; ; count++) {
        const resources = Array.from({ length: 200 }, (_, index) => ({
            urn: `urn:pulumi:dev::killed::t:m:T::${index}`,
            custom: true,
            id: String(count),
            type: "t:m:T",
        }));
        const manifest = { time: "2026-01-01T00:00:00Z", magic: "", version: "" };
        await stack.write({ version: 3, deployment: { manifest, resources, metadata: {} } });
        process.send?.(count);
    }
}

void writeForEver(process.argv[2]);
