import { createHash } from "node:crypto";
import { Machine } from "./machine";

/** A machine whose kernel serves NFS 3 and 4.2 (port 2049, rpcbind and mountd). */
export class NfsServer extends Machine {
    /**
     * Exports a folder to everybody, and makes it if it is missing; what was exported before by this path gets the new options.
     * It stays exported when the machine is turned off and on.
     * @param options as in exports(5), for example "rw,no_root_squash"
     */
    async export(path: string, options: string): Promise<void> {
        await this.run('read -r path && mkdir -p "$path"', `${path}\n`);
        await this.run(`cat > ${entryOf(path)} && exportfs -r && sync`, `${path} *(${options})\n`);
    }

    /** Exports it no more; the folder and what is in it stay. */
    async unexport(path: string): Promise<void> {
        await this.run(`rm -f ${entryOf(path)} && exportfs -r && sync`);
    }
}

function entryOf(path: string): string {
    return `/etc/exports.d/${createHash("sha256").update(path).digest("hex").slice(0, 16)}.exports`;
}
