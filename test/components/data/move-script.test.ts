import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { script } from "../../../components/data/scripts";
import { temporaryFolder } from "../../temporary-folder";

/** Two daemons without volumes: that of a, by two addresses, and that of b. */
const DOCKER = `#!/bin/sh
case "$1 $2 $DOCKER_HOST" in
*dead) echo "Cannot connect to the Docker daemon at $DOCKER_HOST" >&2; exit 1 ;;
"info --format tcp://a"*) echo "one A /var/lib/docker" ;;
"info --format tcp://b"*) echo "two B /var/lib/docker" ;;
"volume inspect "*) echo "Error: No such volume: $3" >&2; exit 1 ;;
*) echo "not expected: $*" >&2; exit 2 ;;
esac
`;
const a = { HOST_NAME: "a", DOCKER_HOST: "tcp://a", DAEMON_ID: "one A /var/lib/docker" };
const b = { HOST_NAME: "b", DOCKER_HOST: "tcp://b", DAEMON_ID: "two B /var/lib/docker" };
const said = (volume: string, host: object): string =>
    [volume, ...Object.entries(host).map(([variable, value]) => `on ${variable}=${value}`)].join("\n");

describe("Of a volume whose program names its host, the gate", () => {
    const folder = temporaryFolder("move-script");
    before(() => {
        writeFileSync(join(folder, "docker"), DOCKER);
        chmodSync(join(folder, "docker"), 0o755);
    });

    /** Runs what comes before the copy; tells whether the data is to be moved, and from where. */
    function run(host: object, before: string, more: object = {}): { code: number | null; told: string } {
        const text = `before=$PULUMI_COMMAND_STDOUT old=\${PULUMI_COMMAND_STDOUT%%"\n"*} there= daemon=\n${script("begin", "which-daemon", "move")}`;
        const tell = `find_data\n$there sh -c 'printf "%s from %s" "$0" "$DOCKER_HOST"' "\${there:-stays}"`;
        const PATH = `${folder}:${process.env.PATH}`;
        const HELD = said("new", host);
        const env = { PATH, NAME: "new", HELD, ON_REPLACE: "migrate", PULUMI_COMMAND_STDOUT: before, ...host, ...more };
        const { status, stdout, stderr } = spawnSync("sh", ["-c", `${text}${tell}`], { env, encoding: "utf8" });
        return { code: status, told: status === 0 ? stdout : (stderr.trim().split("\n").at(-1) ?? "") };
    }

    const passes: [string, object, string, string, object?][] = [
        ["has nothing to move at first", a, "", "stays from tcp://a"],
        ["moves nothing on one host", a, said("old", a), "stays from tcp://a"],
        ["moves from daemon to daemon", b, said("old", a), "there from tcp://a"],
        [
            "moves from address to address",
            { DOCKER_HOST: "tcp://b" },
            said("old", { DOCKER_HOST: "tcp://a" }),
            "there from tcp://a",
        ],
        [
            "moves nothing between two addresses of one daemon",
            { DOCKER_HOST: "tcp://a2" },
            said("old", { DOCKER_HOST: "tcp://a" }),
            "stays from tcp://a2",
        ],
        [
            "knows its daemon under a new address when the old one is dead",
            { ...a, DOCKER_HOST: "tcp://a2" },
            said("old", { ...a, DOCKER_HOST: "tcp://dead" }),
            "stays from tcp://a2",
        ],
        ["takes a host that was not named before for the one that has the volume", a, "old", "stays from tcp://a"],
        [
            "asks nobody when the data is discarded",
            b,
            said("old", { ...a, DOCKER_HOST: "tcp://dead" }),
            "stays from tcp://b",
            { ON_REPLACE: "discard" },
        ],
    ];
    for (const [title, host, before, told, more] of passes) {
        it(title, () => assert.deepEqual(run(host, before, more), { code: 0, told }));
    }

    const fails: [string, object, string, string][] = [
        [
            "names a host that has the data and does not answer",
            b,
            said("old", { ...a, DOCKER_HOST: "tcp://dead" }),
            "Docker host a tcp://dead does not answer, so nothing was moved",
        ],
        [
            "names both daemons when the old address leads to another",
            b,
            said("old", { ...a, DOCKER_HOST: "tcp://b" }),
            "volume old was on daemon one A /var/lib/docker, and its address leads to another one now, two B /var/lib/docker: nothing " +
                "was moved. Bring it back from a snapshot (restoreFrom), or set onReplace to discard",
        ],
    ];
    for (const [title, host, before, told] of fails) {
        it(title, () => assert.deepEqual(run(host, before), { code: 1, told }));
    }

    it("refuses to go on without a host when it had one", () => {
        const text = script("begin", "no-host");
        const env = { PATH: process.env.PATH, PULUMI_COMMAND_STDOUT: said("old", a) };
        const { status, stderr } = spawnSync("sh", ["-c", text], { env, encoding: "utf8" });
        assert.equal(status, 1);
        assert.match(stderr, /on a Docker host that the program no longer names, and was left there/);
    });

    it("lets no volume with a fixed name move", () => {
        const text = script("begin", "exists", "as-inspected", "claim");
        const claim = (
            host: { DAEMON_ID: string; [variable: string]: string },
            PULUMI_COMMAND_STDOUT = "",
        ): { status: number | null; stdout: string; stderr: string } =>
            spawnSync("sh", ["-c", text], {
                env: {
                    PATH: `${folder}:${process.env.PATH}`,
                    NAME: "fixed",
                    PULUMI_COMMAND_STDOUT,
                    IDENTITY: host.DAEMON_ID,
                    ...host,
                },
                encoding: "utf8",
            });
        const taken = claim(a);
        assert.deepEqual([taken.status, taken.stdout], [0, "fixed\non one A /var/lib/docker"]);
        assert.equal(claim({ ...a, DOCKER_HOST: "tcp://a2" }, taken.stdout).status, 0);
        const moved = claim(b, taken.stdout);
        assert.equal(moved.status, 1);
        assert.match(
            moved.stderr,
            /^volume fixed has a fixed name, and with that its data does not move to another Docker host/,
        );
    });
});
