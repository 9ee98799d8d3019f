import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { must } from "../../setup/process.mjs";
import { ConsoleLog } from "./console-log";
import { Images } from "./images";
import { cardOf } from "./network";
import { disksFolder, labFolder, MachinePlan, machinePlans, networkNamespace } from "./places";
import { qemu } from "./qemu";
import { identityFile, SecureShell } from "./secure-shell";

const startLimitSeconds = 180;
/** What a machine prints when it does what it is for. */
const readyLines = { "docker-host": /API listen on \[::\]:2375/, "nfs-server": /lab: NFS is served/ };
const shellLine = /Server listening on 0\.0\.0\.0 port 22/;

/** A virtual machine that outlives the process that started it. */
export class Machine {
    readonly address: string;
    readonly console: ConsoleLog;
    private readonly pidFile: string;
    protected readonly shell: SecureShell;

    constructor(readonly plan: MachinePlan) {
        this.address = plan.address;
        this.console = new ConsoleLog(join(labFolder, `${plan.name}.console`));
        this.pidFile = join(labFolder, `${plan.name}.pid`);
        this.shell = new SecureShell(plan.address);
    }

    /** Gives it disks of its own, which begin as the images. */
    async makeDisks(images: Images): Promise<void> {
        const disks = [[images.root, this.disk("root")]];
        if (this.plan.disk !== undefined) disks.push([images[this.plan.disk], this.disk("docker")]);
        for (const [image, disk] of disks)
            await must("qemu-img", ["create", "-q", "-f", "qcow2", "-F", "raw", "-b", image, disk]);
    }

    /** Turns it on, and resolves when it is ready. */
    async powerOn(): Promise<void> {
        const startBytes = this.console.endBytes;
        const disks = [this.disk("root"), this.disk("docker")].filter((disk) => existsSync(disk));
        const { name } = this.plan;
        await must("ip", [
            "netns",
            "exec",
            networkNamespace,
            ...qemu({
                images: join(labFolder, "images"),
                memoryMebibytes: this.plan.memoryMebibytes,
                parameters: this.parameters(),
                disks: disks.map((file) => ({ file, format: "qcow2" })),
                devices: [
                    "-name",
                    name,
                    "-netdev",
                    `tap,id=network,ifname=${cardOf(name)},script=no,downscript=no`,
                    "-device",
                    `virtio-net-pci,netdev=network,romfile=,mac=${macOf(this.address)}`,
                    "-chardev",
                    `file,id=console,path=${this.console.file},append=on`,
                    "-serial",
                    "chardev:console",
                    "-pidfile",
                    this.pidFile,
                    "-daemonize",
                ],
            }),
        ]);
        await this.untilReady(startBytes);
    }

    /** Cuts its power: what it has not written to disk is lost. */
    async powerOff(): Promise<void> {
        await this.shell.close();
        const pid = this.pid;
        if (pid === undefined) return;
        process.kill(pid, "SIGKILL");
        await this.untilOff(pid);
    }

    /** Restarts it in order, and resolves when it is ready again. */
    async reboot(): Promise<void> {
        const pid = this.runningPid();
        await this.run("reboot");
        await this.shell.close();
        await this.untilOff(pid);
        await this.powerOn();
    }

    /** From now on it neither answers nor refuses, until it is thawed. */
    async freeze(): Promise<void> {
        process.kill(this.runningPid(), "SIGSTOP");
    }

    async thaw(): Promise<void> {
        process.kill(this.runningPid(), "SIGCONT");
    }

    /** Runs a shell command as root; resolves to what it printed, rejects when it fails. */
    run(command: string, input: string | Buffer = ""): Promise<string> {
        return this.shell.run(command, input);
    }

    /** What opens a terminal on it. */
    get shellCommand(): string {
        return ["ssh", ...this.shell.command].join(" ");
    }

    get isOn(): boolean {
        return this.pid !== undefined;
    }

    private async untilOff(pid: number): Promise<void> {
        // Only a parent is told when a process ends, and this one has none.
        while (holdsFiles(pid)) await pause(20);
        rmSync(this.pidFile, { force: true });
    }

    private untilReady(startBytes: number): Promise<void> {
        return this.console.until([readyLines[this.plan.role], shellLine], startBytes, startLimitSeconds);
    }

    private disk(name: string): string {
        return join(disksFolder, `${this.plan.name}-${name}.qcow2`);
    }

    private runningPid(): number {
        if (this.pid === undefined) throw new Error(`${this.plan.name} is not on.`);
        return this.pid;
    }

    /** Of the emulator, if it runs: by now another process may have the number. */
    private get pid(): number | undefined {
        if (!existsSync(this.pidFile)) return undefined;
        const pid = Number(readFileSync(this.pidFile, "utf8"));
        const commandLine = `/proc/${pid}/cmdline`;
        try {
            return readFileSync(commandLine, "utf8").includes(this.pidFile) ? pid : undefined;
        } catch {
            return undefined;
        }
    }

    private parameters(): Record<string, string> {
        const [, key] = readFileSync(`${identityFile}.pub`, "utf8").split(" ");
        const hosts = Object.values(machinePlans).map(({ name, address }) => `${address}=${name}`);
        const { name, role, address } = this.plan;
        return { name, role, address, hosts: hosts.join(","), key };
    }
}

/**
 * A process that is killed loses its command line first, and is a zombie before the last of its threads has let go of the files,
 * and of the locks on them.
 */
function holdsFiles(pid: number): boolean {
    try {
        const isZombie = /\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
        return !isZombie || readdirSync(`/proc/${pid}/task`).length > 1;
    } catch {
        return false;
    }
}

/** Locally administered, and as different as the addresses are. */
function macOf(address: string): string {
    const bytes = ["52", "54", ...address.split(".").map((byte) => Number(byte).toString(16).padStart(2, "0"))];
    return bytes.join(":");
}
