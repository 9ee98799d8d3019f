import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, RequestListener, Server } from "node:http";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { answerLimitSeconds } from "../../../../engine/providers/docker/answer-limit";
import { connect } from "../../../../engine/providers/docker/connection";
import { LostDaemonError } from "../../../../engine/providers/docker/lost-daemon";
import { temporaryFolder } from "../../../temporary-folder";

const LIMIT_SECONDS = 0.2;
/** For what is to be answered, by a machine that is busy too. */
const AMPLE_SECONDS = 1;

/** A daemon in a thread of its own: it says that it was asked, and answers what is no first ping once it is told to. */
const DAEMON_IN_THREAD = `
const { parentPort, workerData: { socket, told } } = require("node:worker_threads");
let isFirst = true;
const server = require("node:http").createServer((request, response) => {
    if (isFirst) return (isFirst = false), response.end("OK");
    parentPort.postMessage("asked");
    Atomics.wait(told, 0, 0);
    response.end("OK", () => { Atomics.store(told, 1, 1); Atomics.notify(told, 1); });
});
server.listen(socket, () => parentPort.postMessage("listening"));`;

function failureOf(work: Promise<unknown>): Promise<unknown> {
    return work.then(
        () => assert.fail("it succeeded"),
        (error: unknown) => error,
    );
}

describe("the connection to a daemon", () => {
    const folder = temporaryFolder("connection");
    const socket = join(folder, "socket");
    const host = `unix://${socket}`;
    const cancelled = new AbortController().signal;
    const { DOCKER_HOST } = process.env;
    let server: Server;
    let answer: RequestListener;

    const ping: RequestListener = (_request, response) => response.end("OK");
    const open = (answerLimitSeconds = LIMIT_SECONDS) => connect({ host, sshOpts: [], answerLimitSeconds }, cancelled);

    before(async () => {
        server = createServer((request, response) => answer(request, response)).listen(socket);
        await once(server, "listening");
    });
    beforeEach(() => (answer = ping));
    afterEach(() => {
        if (DOCKER_HOST === undefined) delete process.env.DOCKER_HOST;
        else process.env.DOCKER_HOST = DOCKER_HOST;
    });
    after(() => {
        server.closeAllConnections();
        server.close();
    });

    it("goes where the configuration says, whatever the environment does", async () => {
        process.env.DOCKER_HOST = "tcp://127.0.0.1:1";
        assert.equal(String(await (await open(AMPLE_SECONDS)).ping()), "OK");
    });

    it("is given up when a question is not answered in time", async () => {
        answer = () => undefined;
        await assert.rejects(open(), new RegExp(`no answer from the Docker daemon at ${host} within 0.2 s`));
    });

    it("is not given up when the answer came in time, and this process did not look, as it stood still", async () => {
        const told = new Int32Array(new SharedArrayBuffer(12));
        const thread = `${socket}-thread`;
        const daemon = new Worker(DAEMON_IN_THREAD, { eval: true, workerData: { socket: thread, told } });
        try {
            await once(daemon, "message");
            const settings = { host: `unix://${thread}`, sshOpts: [], answerLimitSeconds: AMPLE_SECONDS };
            const docker = await connect(settings, cancelled);
            daemon.once("message", () => {
                Atomics.store(told, 0, 1);
                Atomics.notify(told, 0);
                Atomics.wait(told, 1, 0);
                Atomics.wait(told, 2, 0, 2 * AMPLE_SECONDS * 1000);
            });
            assert.equal(String(await docker.ping()), "OK");
        } finally {
            await daemon.terminate();
        }
    });

    it("is given up when a change is not answered, and no ping either", async () => {
        const docker = await open(AMPLE_SECONDS);
        answer = () => undefined;
        const error = await failureOf(docker.getContainer("one").stop());
        assert.ok(error instanceof LostDaemonError);
        assert.equal(error.wasAsked, true);
    });

    it("waits for a change for as long as pings are answered", async () => {
        const docker = await open(AMPLE_SECONDS);
        let pings = 0;
        const stopped = new Promise<() => void>((resolve) => {
            answer = (request, response) => {
                if (request.url === "/_ping") {
                    response.end("OK");
                    if (++pings === 3) void stopped.then((end) => end());
                } else {
                    resolve(() => response.writeHead(204).end());
                }
            };
        });
        await docker.getContainer("one").stop();
        assert.equal(pings, 3);
    });

    it("tells a daemon that got the request from one that is not there", async () => {
        const docker = await open(AMPLE_SECONDS);
        answer = (request) => request.socket.destroy();
        const cut = await failureOf(docker.ping());
        assert.ok(cut instanceof LostDaemonError && cut.wasAsked, String(cut));
        assert.match(cut.message, /ended the connection before it answered\. Is the docker daemon running\?/);
        const nobody = connect({ host: `${host}-none`, sshOpts: [], answerLimitSeconds: 1 }, cancelled);
        await assert.rejects(nobody, /Cannot connect to the Docker daemon at .*-none\. Is the docker daemon running\?/);
    });

    for (const text of ["soon", "0", "-1", "Infinity", "NaN"]) {
        it(`takes no limit of '${text}'`, () => {
            assert.throws(
                () => answerLimitSeconds(text),
                /DOCKER_CLIENT_TIMEOUT: '.*' is not a number of seconds above 0/,
            );
        });
    }

    it("takes a limit in seconds, and one of its own where none is given", () => {
        assert.deepEqual([answerLimitSeconds("1.5"), answerLimitSeconds("")], [1.5, 60]);
    });
});
