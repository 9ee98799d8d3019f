import Docker from "dockerode";
import { Machine } from "./machine";
import { NfsServer } from "./nfs-server";

const dockerPort = 2375;

/** A machine with a Docker daemon that has the toolbox image. */
export class LabHost extends Machine {
    /** What DOCKER_HOST needs to be: a daemon without TLS, which only this machine reaches. */
    get dockerHost(): string {
        return `tcp://${this.address}:${dockerPort}`;
    }

    /** The same daemon by SSH, and what `ssh` needs to be told for that. */
    get ssh(): { dockerHost: string; settings: Record<string, string> } {
        return { dockerHost: `ssh://root@${this.address}`, settings: this.shell.settings };
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
