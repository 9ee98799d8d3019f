import { existsSync, mkdirSync, readFileSync, readlinkSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { say, SetupError } from "../../setup/process.mjs";
import { LabHost } from "./docker-host";
import { ensureImages } from "./images";
import { makeNetwork, removeNetwork } from "./network";
import { NfsServer } from "./nfs-server";
import { disksFolder, labFolder, machinePlans } from "./places";
import { installRequirements } from "./requirements";
import { makeKey } from "./secure-shell";

/** Whom a lab belongs to: the process that takes it down when it ends, or nobody. */
export type Owner = number | "nobody";

export interface Lab {
    hosts: [LabHost, LabHost];
    server: NfsServer;
}

const ownerFile = join(labFolder, "owner");
/** There once everything was ready. */
const completeFile = join(labFolder, "complete");
const imagesLink = join(labFolder, "images");

/** The lab, whether it is up or not. */
export function theLab(): Lab {
    const { hostA, hostB, server } = machinePlans;
    return { hosts: [new LabHost(hostA), new LabHost(hostB)], server: new NfsServer(server) };
}

export function machinesOf({ hosts, server }: Lab): (LabHost | NfsServer)[] {
    return [server, ...hosts];
}

export function isComplete(): boolean {
    return existsSync(completeFile);
}

/** Resolves to the lab, which is up then; one that is up already is taken as it is, with all its machines on. */
export async function bringUp(owner: Owner): Promise<Lab> {
    await installRequirements();
    refuseToShare(owner);
    const images = await ensureImages();
    const lab = theLab();
    if (isComplete()) {
        await reuse(lab, images.folder, owner);
        return lab;
    }
    await takeDown();
    const startedAt = Date.now();
    say("starting the lab: an NFS server and two Docker hosts (about a minute)");
    mkdirSync(labFolder, { recursive: true, mode: 0o700 });
    mkdirSync(disksFolder, { recursive: true, mode: 0o700 });
    writeFileSync(ownerFile, String(process.pid));
    symlinkSync(images.folder, imagesLink);
    await makeKey();
    await makeNetwork();
    await Promise.all(
        machinesOf(lab).map(async (machine) => {
            await machine.makeDisks(images);
            await machine.powerOn();
            say(`${machine.plan.name} (${machine.address}) is ready after ${secondsSince(startedAt)} s`);
        }),
    );
    writeFileSync(completeFile, "");
    writeFileSync(ownerFile, String(owner));
    return lab;
}

/** Cuts every machine's power and leaves nothing but the images. */
export async function takeDown(): Promise<void> {
    await Promise.all(machinesOf(theLab()).map((machine) => machine.powerOff()));
    await removeNetwork();
    for (const folder of [labFolder, disksFolder]) rmSync(folder, { recursive: true, force: true });
}

/** Undefined where there is no lab. */
export function ownerOf(): Owner | undefined {
    if (!existsSync(ownerFile)) return undefined;
    const owner = readFileSync(ownerFile, "utf8");
    return owner === "nobody" ? owner : Number(owner);
}

/** A lab of a process that still runs would vanish in the middle of whatever another does with it. */
function refuseToShare(newOwner: Owner): void {
    const owner = ownerOf();
    if (typeof owner === "number" && owner !== newOwner && existsSync(`/proc/${owner}`))
        throw new SetupError(
            `Process ${owner} has the lab: wait for its end. Or bring up one that stays: npm run lab -- up`,
        );
}

async function reuse(lab: Lab, imagesFolder: string, owner: Owner): Promise<void> {
    if (readlinkSync(imagesLink) !== imagesFolder)
        say("the lab that is up was made of other images; for these: npm run lab -- down, then up");
    if (owner === "nobody" || ownerOf() !== "nobody") writeFileSync(ownerFile, String(owner));
    // A test that was killed may have left some of them off, and some frozen.
    await Promise.all(machinesOf(lab).map((machine) => (machine.isOn ? machine.thaw() : machine.powerOn())));
}

function secondsSince(startedAt: number): number {
    return Math.round((Date.now() - startedAt) / 1000);
}
