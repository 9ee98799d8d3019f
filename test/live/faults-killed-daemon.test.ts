import assert from "node:assert/strict";
import { variantsToTry } from "../points";
import { temporaryFolder } from "../temporary-folder";
import { ChainOnOwnDaemon } from "./chain-on-own-daemon";
import { describeWithOwnDaemon } from "./own-daemon";

describeWithOwnDaemon("A Docker daemon that is killed in the middle of an update", () => {
    let chain: ChainOnOwnDaemon;
    let links = 2;

    before(async () => {
        chain = new ChainOnOwnDaemon(temporaryFolder("faults-killed-daemon"));
        await chain.start();
    });
    afterEach(() => chain.daemon.start());
    after(() => chain.cleanUp());

    /** Every error that the user is shown names the daemon. */
    function assertNamed(output: string, message: RegExp): void {
        assert.match(output, message);
        assert.ok(output.includes(chain.daemon.host), output);
        assert.doesNotMatch(output, /error: (connect|read|write|socket hang up)/);
    }

    for (const newEvents of variantsToTry([1, 5, 10], 3)) {
        it(`${newEvents} events after the first change is named, and the next update reaches the end`, async () => {
            const at = chain.eventsOf(links) + newEvents;
            links += 4;
            chain.configure(links);
            assertNamed(await chain.failingUpdate(at, () => chain.daemon.kill()), /Is the docker daemon running\?/);
            const begun = chain.pendingOperations();
            for (const verb of ["up", "destroy"]) {
                const { code, stdout, stderr } = await chain.verb(verb);
                assert.equal(code, 1);
                assertNamed(
                    stdout + stderr,
                    /Cannot connect to the Docker daemon at .* Is the docker daemon running\?/,
                );
            }
            assert.deepEqual(chain.pendingOperations(), begun, "what was begun is not forgotten");
            await chain.daemon.start();
            await chain.stack.up();
            await chain.assertWhole();
        });
    }
});
