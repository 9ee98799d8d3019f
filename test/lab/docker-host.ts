import Docker from "dockerode";
import { Machine } from "./machine";
import { NfsServer } from "./nfs-server";
import { identityFile, knownHostsFile } from "./secure-shell";

const dockerPort = 2375;

/** A machine with a Docker daemon that has the toolbox image. */
export class LabHost extends Machine {
    /** What DOCKER_HOST needs to be: a daemon without TLS, which only this machine reaches. */
    get dockerHost(): string {
        return `tcp://${this.address}:${dockerPort}`;
    }

    /** The same daemon by SSH, and the files that `ssh` needs. */
    get ssh(): { dockerHost: string; identityFile: string; knownHostsFile: string } {
        return { dockerHost: `ssh://root@${this.address}`, identityFile, knownHostsFile };
    }

    /** Makes it an NFS server too, until it is started again. */
    async serveNfs(): Promise<NfsServer> {
        await this.run("/lab/nfs-server");
        return new NfsServer(this.plan);
    }

    get docker(): Docker {
        return new Docker({ protocol: "http", host: this.address, port: dockerPort });
    }
}
