import assert from "node:assert/strict";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { temporaryFolder } from "../temporary-folder";
import { pointsToTry, variantsToTry } from "../points";
import { checksums, docker, inVolume, mountedVolumes, volumeExists } from "./docker-view";
import { describeWithEachEngine, embedded } from "./engines";
import { Fault, FaultyDocker } from "./faulty-docker";
import { FaultySocket, SocketFault } from "./faulty-socket";
import { OneVolume, Outputs } from "./one-volume";
import { asideOf } from "./set-aside";
import type { Config } from "./stack-copy";

/** An update calls Docker's command nine times or more. */
const calls = pointsToTry(6);
/** Its programs ask Docker 19 times or more. */
const requests = pointsToTry(15);

/** Where an update breaks off, and how. */
type Break = { command: Fault } | { request: SocketFault };

/** @param killPrograms ends those of this suite, and not what they have begun */
const faults = (killPrograms: () => Promise<void>): [string, Break][] => [
    ["a call of Docker's command fails", { command: "fail" }],
    ["the engine is killed at a call of Docker's command", { command: "kill" }],
    ["a request of a program to Docker fails", { request: "fail" }],
    ["nobody hears the answer to a request of a program", { request: "unheard" }],
    ["a program is killed", { request: killPrograms }],
];

const FILL = "head -c 200000 /dev/urandom > random && mkdir -p deep && ln -f random deep/link && date +%N > changed";

/** Whether it is the engine that is killed. */
function isKill(fault: Break): boolean {
    return "command" in fault && fault.command === "kill";
}

/** What is in a volume and what is set aside of it, whichever there is: there the data is while it is on its way. */
async function contentsOf(volume: string): Promise<(Record<string, string> | undefined)[]> {
    return [(await volumeExists(volume)) ? await checksums(volume) : undefined, await asideOf(volume)];
}

/**
 * Declares a suite whose migrations break off at one call of Docker after the other.
 * @param fixed whether the new volume has the name of the old one
 */
export function describeBreakingOff(title: string, fixed: boolean): void {
    describeWithEachEngine(
        `${title} that breaks off at its calls of Docker (calls: ${calls.told}; requests: ${requests.told})`,
        function (command) {
            migrationsBreakOff.call(this, command, fixed);
        },
    );
}

function migrationsBreakOff(this: Mocha.Suite, command: string[], fixed: boolean): void {
    this.timeout(1_200_000);
    const folder = temporaryFolder("faults-migration");
    let faulty: FaultyDocker;
    let socket: FaultySocket;
    let stack: OneVolume;
    let step = 0;

    before(async () => {
        faulty = new FaultyDocker(join(folder, "faulty"));
        stack = new OneVolume(command, join(folder, "stack"), faulty.environment);
        await stack.init();
        socket = new FaultySocket(folder);
        await socket.listen();
        stack.stack.setConfig({ "docker-storage:dockerSocket": socket.path });
    });
    after(async () => {
        try {
            await stack.cleanUp();
        } finally {
            socket.close();
        }
    });

    /** Other suites have programs at work on the same daemon. */
    async function killPrograms(): Promise<void> {
        const own = [...(await ownVolumes()), `${stack.name}-fixed`].map((name) => `io.docker-storage.program=${name}`);
        for (const label of own)
            for (const { Id } of await docker.listContainers({ filters: { label: [label] } }))
                await docker.getContainer(Id).kill({ signal: "SIGKILL" });
    }

    function arm(at: number, fault: Break): void {
        if ("command" in fault) faulty.arm(at, fault.command);
        else socket.arm(at, fault.request);
    }

    /** Deploys, breaks the next update at its n-th call; resolves to whether there were so many. */
    async function breakAt(call: number, fault: Break, name?: string): Promise<boolean> {
        const data = (): Config => ({ data: { name, labels: { step: String(step), run: stack.name } } });
        const before = await stack.up(data());
        await inVolume(before.volume, FILL);
        const contents = await checksums(before.volume);
        arm(call, fault);
        step++;
        stack.stack.setConfig(data());
        const up = ["up", "--yes", "--skip-preview", "--stack", stack.stack.stack];
        const { succeeded, output } = await stack.stack.group(up, (group) => faulty.aimAt(group));
        const hit = "command" in fault ? faulty.hit : socket.hit;
        arm(0, fault);
        assert.ok(succeeded || hit !== undefined, output);
        if (hit === undefined) return false;
        // The last calls measure the new volume, which may fail.
        if (!succeeded) await assertKept(before, contents, `${hit}:\n${output}`);
        if (!succeeded && !isKill(fault) && name === undefined) await assertGoesOn(before, contents, output);
        if (isKill(fault)) {
            await stack.stack.run("cancel", "--yes", "--stack", stack.stack.stack);
            if (command !== embedded) await removeInterrupted();
        }
        const { volume, container } = await stack.up({});
        assert.deepEqual(await checksums(volume), contents, hit);
        assert.equal((await docker.getVolume(volume).inspect()).Labels.step, String(step), hit);
        assert.deepEqual(await mountedVolumes(container), [volume], hit);
        assert.ok((await docker.getContainer(container).inspect()).State.Running, hit);
        assert.deepEqual(await ownVolumes(), [volume], `${hit}: volumes are left over`);
        assert.equal(await asideOf(volume), undefined, `${hit}: what was set aside is left over`);
        return true;
    }

    /** A container that a killed `pulumi` was creating: it only warns of that later, and leaves the removal to a person. */
    async function removeInterrupted(): Promise<void> {
        const made = await docker.listContainers({ all: true });
        for (const { resource } of stack.stack.pendingOperations()) {
            const container = made.find(({ Names }) => Names.includes(`/${resource.inputs.name}`));
            if (container !== undefined) await docker.getContainer(container.Id).remove({ force: true });
        }
    }

    /** While data is on its way, one of the places that it may be in has all of it. */
    async function assertKept(before: Outputs, contents: Record<string, string>, told: string): Promise<void> {
        // The old volume may be gone already, and only the answer to its removal be missing.
        const others = (await ownVolumes()).filter((name) => name !== before.volume);
        const kept = [
            ...(await contentsOf(before.volume)),
            ...(await Promise.all(others.map((name) => checksums(name)))),
        ];
        assert.ok(
            kept.some((found) => isDeepStrictEqual(found, contents)),
            `all of the data is nowhere any more: ${told}`,
        );
    }

    /** The container goes on with the old volume, or, once that is only to be removed, its successor with the new one. */
    async function assertGoesOn(
        { volume, container }: Outputs,
        contents: Record<string, string>,
        told: string,
    ): Promise<void> {
        const volumes = (await ownVolumes()).filter((name) => name !== volume);
        const successors = volumes.length > 0 ? await docker.listContainers({ filters: { volume: volumes } }) : [];
        if (successors.length > 0) {
            const [mounted] = await mountedVolumes(successors[0].Id);
            assert.deepEqual(await checksums(mounted), contents, told);
            return;
        }
        assert.deepEqual(await mountedVolumes(container), [volume], told);
        const { State } = await docker.getContainer(container).inspect();
        assert.ok(State.Running, `the container does not run on the old volume: ${told}`);
        assert.match(told, /still holds the data; nothing of it was lost. The next update tries again/);
    }

    async function ownVolumes(): Promise<string[]> {
        const { Volumes } = await docker.listVolumes({ filters: { label: [`run=${stack.name}`] } });
        return Volumes.map(({ Name }) => Name);
    }

    async function breakAtEach(fault: Break): Promise<void> {
        const name = fixed ? `${stack.name}-fixed` : undefined;
        const { first, every } = "command" in fault ? calls : requests;
        let call = first;
        while (await breakAt(call, fault, name)) call += every;
        assert.ok(call > first, `the update made fewer than ${first} calls`);
    }

    const all = faults(killPrograms);
    for (const [what, fault] of variantsToTry(all, all.length))
        it(`loses no byte when ${what}, and is finished by the next update`, () => breakAtEach(fault));
}
