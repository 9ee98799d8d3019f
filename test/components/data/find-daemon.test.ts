import assert from "node:assert/strict";
import { join } from "node:path";
import { findDaemon } from "../../../components/data/find-daemon";
import { temporaryFolder } from "../../temporary-folder";
import { FakeDocker } from "../fake-docker";

const variables = { DOCKER_HOST: "ssh://edge", DOCKER_CERT_PATH: "", DOCKER_TLS_VERIFY: "" };

describe("Finding a daemon", () => {
    const folder = temporaryFolder("find-daemon");
    let docker: FakeDocker;
    beforeEach(function () {
        docker = new FakeDocker(join(folder, String(this.currentTest?.title.length)));
        docker.use();
    });
    afterEach(() => docker.restore());

    it("tells which one answers, at the address that it is given and no other", async () => {
        docker.answers("edge ABCD /var/lib/docker\n");
        const found = await findDaemon(variables, 0, () => assert.fail("it waited"));
        assert.deepEqual(found, { daemonId: "edge ABCD /var/lib/docker" });
        assert.deepEqual(docker.asked(), ["ssh://edge   info --format {{.Name}} {{.ID}} {{.DockerRootDir}}"]);
    });

    it("asks once if it may not wait, and tells why there was no answer", async () => {
        const found = await findDaemon(variables, 0, () => assert.fail("it waited"));
        assert.deepEqual(found, { complaint: "Cannot connect to the Docker daemon at ssh://edge." });
        assert.equal(docker.asked().length, 1);
    });

    it("waits for one that is not there yet, and says so", async () => {
        const told: string[] = [];
        const found = await findDaemon(variables, 30, (_, complaint) => {
            told.push(complaint);
            docker.answers("edge ABCD /var/lib/docker\n");
        });
        assert.equal(found.daemonId, "edge ABCD /var/lib/docker");
        assert.deepEqual(told, ["Cannot connect to the Docker daemon at ssh://edge."]);
    });

    it("gives up when the time is over", async () => {
        const found = await findDaemon(variables, 0.5, () => undefined);
        assert.equal(found.daemonId, undefined);
        assert.equal(docker.asked().length, 2);
    });
});
