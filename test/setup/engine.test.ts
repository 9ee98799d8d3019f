import assert from "node:assert/strict";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { chooseEngine, engineEnvironment } from "../../setup/engine.mjs";
import { temporaryFolder } from "../temporary-folder";

describe("The choice of engine", () => {
    const folder = temporaryFolder("engine");
    const withPulumi = folder;

    before(() => writeFileSync(join(folder, "pulumi"), "", { mode: 0o755 }));

    it("is pulumi where that is on PATH, and embedded otherwise", () => {
        assert.equal(chooseEngine(undefined, "/project", withPulumi).name, "pulumi");
        assert.equal(chooseEngine(undefined, "/project", "/nowhere").name, "embedded");
    });

    it("is made by hand with --engine", () => {
        assert.equal(chooseEngine("embedded", "/project", withPulumi).name, "embedded");
        assert.deepEqual(chooseEngine("pulumi", "/project", withPulumi).command, [join(folder, "pulumi")]);
    });

    it("says how to get pulumi where it was asked for and is missing", () => {
        assert.throws(() => chooseEngine("pulumi", "/project", "/nowhere"), /`pulumi` is not on PATH/);
    });

    it("refuses an engine that does not exist", () => {
        assert.throws(() => chooseEngine("terraform", "/project", withPulumi), /--engine terraform/);
    });
});

describe("The engine's environment", () => {
    const project = temporaryFolder("environment");

    it("keeps state and a passphrase inside the project, readable by its owner only", () => {
        const env = engineEnvironment(project, {});
        assert.equal(env.PULUMI_BACKEND_URL, `file://${project}`);
        const file = env.PULUMI_CONFIG_PASSPHRASE_FILE ?? "";
        assert.equal(statSync(file).mode & 0o777, 0o600);
        assert.ok(readFileSync(file, "utf8").length >= 40);
    });

    it("uses the same passphrase the next time", () => {
        const passphrase = () =>
            readFileSync(engineEnvironment(project, {}).PULUMI_CONFIG_PASSPHRASE_FILE ?? "", "utf8");
        assert.equal(passphrase(), passphrase());
    });

    it("leaves to people what they chose themselves, an empty passphrase included", () => {
        const chosen = { PULUMI_BACKEND_URL: "file:///elsewhere", PULUMI_CONFIG_PASSPHRASE: "" };
        const env = engineEnvironment(join(project, "no-such-folder"), chosen);
        assert.equal(env.PULUMI_BACKEND_URL, chosen.PULUMI_BACKEND_URL);
        assert.equal(env.PULUMI_CONFIG_PASSPHRASE_FILE, undefined);
    });
});
