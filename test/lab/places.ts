import { homedir } from "node:os";
import { join } from "node:path";

const cacheFolder = join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "docker-storage");

/** Where images of machines are kept from one time to the next. */
export const imagesFolder = join(cacheFolder, "lab");

/** Which lab, where one machine has several at once: 1 unless LAB_NUMBER says otherwise (up to 99). Mocha's workers have one each. */
const labNumber = Number(process.env.LAB_NUMBER ?? 1) + Number(process.env.MOCHA_WORKER_ID ?? 0);
const suffix = labNumber === 1 ? "" : `-${labNumber}`;

/** What a lab that is up has: keys, consoles, process numbers. None of it means anything once this machine was restarted. */
export const labFolder = `/run/docker-storage-lab${suffix}`;

/** The machines' disks, which may grow beyond what /run holds. */
export const disksFolder = join(cacheFolder, `lab-disks${suffix}`);

/** The network namespace that the machines share. */
export const networkNamespace = `docker-storage-lab${suffix}`;

/** This side of the cable into that namespace. */
export const cable = `storage-lab${suffix}`;

/** The first three bytes of all addresses. Source: RFC 2544, which sets them apart for tests: no network has them. */
const network = `198.18.${76 + labNumber}`;

export const gateway = `${network}.1`;

export interface MachinePlan {
    name: string;
    role: "docker-host" | "nfs-server";
    address: string;
    /** The image of the second disk. */
    disk?: "docker-ext4" | "docker-xfs";
    memoryMebibytes: number;
}

export const machinePlans: Record<"hostA" | "hostB" | "server", MachinePlan> = {
    hostA: {
        name: "host-a",
        role: "docker-host",
        address: `${network}.11`,
        disk: "docker-ext4",
        memoryMebibytes: 2048,
    },
    hostB: {
        name: "host-b",
        role: "docker-host",
        address: `${network}.12`,
        disk: "docker-xfs",
        memoryMebibytes: 2048,
    },
    server: { name: "nfs-server", role: "nfs-server", address: `${network}.21`, memoryMebibytes: 1024 },
};
