import { homedir } from "node:os";
import { join } from "node:path";

/** Where images of machines are kept from one time to the next. */
export const imagesFolder = join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "docker-storage", "lab");

/** What a lab that is up has: disks, keys, consoles. There is one lab on a machine. */
export const labFolder = "/run/docker-storage-lab";

/** The network namespace that the machines share. */
export const networkNamespace = "docker-storage-lab";

/** This side of the cable into that namespace. */
export const cable = "storage-lab";

/** The first three bytes of all addresses. Source: RFC 2544, which sets them apart for tests: no network has them. */
export const network = "198.18.77";

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
