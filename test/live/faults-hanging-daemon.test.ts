import assert from "node:assert/strict";
import { variantsToTry } from "../points";
import { temporaryFolder } from "../temporary-folder";
import { ChainOnOwnDaemon } from "./chain-on-own-daemon";
import { whenLogged } from "./killed-engine";
import { describeWithOwnDaemon } from "./own-daemon";

const LIMIT_SECONDS = 2;
/** From the first step on, of which the daemon is asked; the engine and the program are loaded by then. */
const ENOUGH_MILLISECONDS = 45_000;

describeWithOwnDaemon("A Docker daemon that hangs", () => {
    let chain: ChainOnOwnDaemon;
    let links = 2;

    before(async () => {
        chain = new ChainOnOwnDaemon(temporaryFolder("faults-hanging-daemon"));
        chain.stack.environment.DOCKER_CLIENT_TIMEOUT = String(LIMIT_SECONDS);
        await chain.start();
    });
    afterEach(() => chain.daemon.thaw());
    after(() => chain.cleanUp());

    function assertNamed(output: string): void {
        const named = `no answer from the Docker daemon at ${chain.daemon.host} within ${LIMIT_SECONDS} s`;
        assert.ok(output.includes(named), output);
        assert.match(output, /give it more time with DOCKER_CLIENT_TIMEOUT=<seconds>/);
        assert.deepEqual(chain.stack.lockFiles(), []);
    }

    for (const verb of [["preview", "--refresh=true"], ["up", "--refresh=true"], ["refresh"], ["destroy"]]) {
        it(`is named by ${verb[0]}, which ends in time and loses nothing`, async () => {
            let startedAt = NaN;
            chain.daemon.freeze();
            const started = whenLogged(1, chain.log, () => void (startedAt = Date.now()));
            const { code, stdout, stderr } = await chain.verb(verb[0], ...verb.slice(1), "--event-log", chain.log);
            const endedAt = Date.now();
            chain.daemon.thaw();
            assert.equal(code, 1, stdout);
            assertNamed(stdout + stderr);
            await started;
            assert.ok(endedAt - startedAt < ENOUGH_MILLISECONDS, `${endedAt - startedAt} ms`);
            await chain.stack.up();
            await chain.assertWhole();
        });
    }

    for (const newEvents of variantsToTry([1, 5, 10], 3)) {
        it(`${newEvents} events after the first change, is named by the update, and the next one reaches the end`, async () => {
            const unchanged = chain.eventsOf(links);
            links += 4;
            chain.configure(links);
            assertNamed(await chain.failingUpdate(unchanged + newEvents, () => chain.daemon.freeze()));
            const begun = chain.pendingOperations();
            assert.equal(begun.length, 1);
            assertNamed((await chain.verb("up", "--refresh=true")).stdout);
            assert.deepEqual(chain.pendingOperations(), begun, "what was begun is not forgotten");
            chain.daemon.thaw();
            await chain.stack.up();
            await chain.assertWhole();
        });
    }

    it("is not what a container is taken for that takes longer than the limit to stop", async () => {
        chain.configure(++links, 3 * LIMIT_SECONDS);
        await chain.stack.up();
        chain.configure(++links);
        await chain.stack.up();
        await chain.assertWhole();
    });

    it("cannot be told with a limit that is no number of seconds, which is said before anything is done", async () => {
        chain.stack.environment.DOCKER_CLIENT_TIMEOUT = "soon";
        const { code, stdout } = await chain.verb("up");
        chain.stack.environment.DOCKER_CLIENT_TIMEOUT = String(LIMIT_SECONDS);
        assert.equal(code, 1);
        assert.match(stdout, /error: DOCKER_CLIENT_TIMEOUT: 'soon' is not a number of seconds above 0; correct it, or/);
    });
});
