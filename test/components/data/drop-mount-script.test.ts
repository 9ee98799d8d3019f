import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { script } from "../../../components/data/scripts";
import { temporaryFolder } from "../../temporary-folder";
import { FakeDocker } from "../fake-docker";

describe("What removes the container that lent a mount", () => {
    let docker: FakeDocker;

    beforeEach(() => {
        docker = new FakeDocker(join(temporaryFolder("drop-mount"), "bin"));
        docker.use();
    });
    afterEach(() => docker.restore());

    function drop(): { code: number | null; told: string; asked: string[] } {
        const env = { PATH: process.env.PATH, PULUMI_COMMAND_STDOUT: "the-lender" };
        const options = { env, encoding: "utf8" } as const;
        const { status, stderr } = spawnSync("sh", ["-c", script("begin", "drop-mount")], options);
        return { code: status, told: stderr.trim(), asked: docker.asked().map((line) => line.trim()) };
    }

    it("removes it if it is there", () => {
        docker.answers("the-id\n");
        const { code, asked } = drop();
        assert.equal(code, 0);
        assert.equal(asked.at(-1), "unix:///var/run/docker.sock   rm the-lender");
    });

    it("has nothing to do if somebody else did", () => {
        docker.answers("");
        const { code, asked } = drop();
        assert.equal(code, 0);
        assert.equal(asked.length, 1);
    });

    it("does not take it for gone when Docker does not answer: the volume stays in use by it", () => {
        const { code, told } = drop();
        assert.notEqual(code, 0);
        assert.match(told, /Cannot connect to the Docker daemon/);
    });
});
