// Starts the Docker daemon of this machine, with systemd or without.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, openSync, readFileSync, rmSync, watch } from "node:fs";
import { basename, dirname, join } from "node:path";
import { defaultSocket } from "./docker-endpoint.mjs";
import { hasSystemd } from "./machine.mjs";
import { capture, must, say, SetupError } from "./process.mjs";

const log = "/var/log/docker-storage-dockerd.log";
const startLimitMilliseconds = 120_000;

/** Resolves when the daemon answers on the default socket. */
export async function startDaemon(answers) {
    if (hasSystemd()) {
        say("starting the Docker daemon with systemd");
        await must("systemctl", ["start", "docker"], { remedy: "See `journalctl --unit docker`." });
        return;
    }
    await mountControlGroups();
    const flags = await networkFlags();
    dropStalePidFile("/var/run/docker.pid", "dockerd");
    dropStalePidFile("/var/run/docker/containerd/containerd.pid", "containerd");
    say(`starting the Docker daemon: ${["dockerd", ...flags].join(" ")} (log: ${log})`);
    mkdirSync(dirname(defaultSocket), { recursive: true });
    const output = openSync(log, "a");
    const daemon = spawn("dockerd", flags, { detached: true, stdio: ["ignore", output, output] });
    await untilAnswering(daemon, answers);
    daemon.unref();
}

/** A daemon that was killed leaves its PID file, and the next one refuses to start if any process has that number now. */
function dropStalePidFile(file, program) {
    if (existsSync(file) && !isRunning(program, readFileSync(file, "utf8").trim())) {
        say(`removing ${file}, which a ${program} that runs no more has left`);
        rmSync(file, { force: true });
    }
}

/** A process that has ended, but whose end nobody has taken note of yet, is none. */
export function isRunning(program, pid, proc = "/proc") {
    try {
        const status = readFileSync(join(proc, pid, "status"), "utf8");
        return status.startsWith(`Name:\t${program}\n`) && !/^State:\s+[ZX]/m.test(status);
    } catch {
        return false;
    }
}

/** Docker needs control groups, and a machine without an init system may not have mounted them. */
async function mountControlGroups() {
    if (/^\S+ \/sys\/fs\/cgroup\S* cgroup2? /m.test(readFileSync("/proc/mounts", "utf8"))) {
        return;
    }
    say("mounting control groups (version 2) on /sys/fs/cgroup");
    await must("mount", ["-t", "cgroup2", "cgroup2", "/sys/fs/cgroup"]);
}

/** Where the kernel has no packet filter, published ports still work through Docker's own proxy. */
async function networkFlags() {
    const { code, stderr } = await capture("iptables", ["--table", "nat", "--list-rules"]);
    if (code === 0) {
        return [];
    }
    say(`iptables does not work here (${stderr.trim().split("\n")[0]}); containers will not reach other machines`);
    return ["--iptables=false", "--ip6tables=false"];
}

/** The daemon makes its socket some time after it starts; the folder says when, and the exit says that it never will. */
function untilAnswering(daemon, answers) {
    return new Promise((resolve, reject) => {
        const folder = watch(dirname(defaultSocket), (_event, name) => {
            if (name === basename(defaultSocket)) {
                void check();
            }
        });
        const limit = setTimeout(() => fail("did not answer in time"), startLimitMilliseconds);
        const finish = (settle) => {
            folder.close();
            clearTimeout(limit);
            daemon.removeAllListeners();
            settle();
        };
        const fail = (what) =>
            finish(() =>
                reject(new SetupError(`The Docker daemon ${what}. The end of ${log}:\n${lastLines(log, 15)}`)),
            );
        const check = async () => {
            if (await answers()) {
                finish(resolve);
            }
        };
        daemon.once("error", (error) => fail(`did not start (${error.message})`));
        daemon.once("exit", (code) => fail(`ended with exit code ${code}`));
    });
}

function lastLines(file, count) {
    return readFileSync(file, "utf8").trimEnd().split("\n").slice(-count).join("\n");
}
