import { execFileSync } from "node:child_process";
import { script } from "../../../components/data/scripts";
import { temporaryFolder } from "../../temporary-folder";
import { OwnVolumes } from "../own-volumes";
import { runScript, succeeded } from "../run-script";

describe("A script", () => {
    const volumes = new OwnVolumes("daemon");
    afterEach(() => volumes.remove());

    it("finds what the provider has made when the current Docker context leads to another daemon", async () => {
        const DOCKER_CONFIG = temporaryFolder("context");
        const context = (...args: string[]): unknown =>
            execFileSync("docker", ["--config", DOCKER_CONFIG, "context", ...args], { stdio: "pipe" });
        context("create", "elsewhere", "--docker", "host=unix:///no/such/socket");
        context("use", "elsewhere");
        const NAME = await volumes.make("data");
        const text = `${script("begin", "exists")}exists "$NAME" && printf found`;
        succeeded(await runScript(text, { DOCKER_CONFIG, NAME }), "found");
    });
});
