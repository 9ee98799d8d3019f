import { deepEqual, equal, rejects, throws } from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { checkRequired, withProjectDefaults } from "../../engine/config-values";
import { findProject } from "../../engine/project";
import { temporaryFolder } from "../temporary-folder";

describe("a project", () => {
    const root = temporaryFolder("project");

    before(() => {
        mkdirSync(join(root, "a/deeply/nested"), { recursive: true });
        mkdirSync(join(root, "empty"));
        mkdirSync(join(root, "nameless"));
        writeFileSync(join(root, "nameless/Pulumi.yaml"), "runtime: nodejs\n");
        writeFileSync(
            join(root, "a/Pulumi.yaml"),
            [
                "name: shop",
                "runtime: { name: nodejs, options: { typescript: false } }",
                "main: program",
                "config:",
                "  size: { type: integer, default: 3 }",
                "  token: { type: string, secret: true }",
                "  plain: text",
                "  docker:host: { value: unix:///x }",
            ].join("\n"),
        );
    });

    it("is found from any folder below it", async () => {
        const project = await findProject(join(root, "a/deeply/nested"));
        equal(project.name, "shop");
        equal(project.root, join(root, "a"));
        equal(project.main, join(root, "a/program"));
        deepEqual(project.runtime, { name: "nodejs", options: { typescript: false } });
    });

    it("gives its stacks the settings that they do not make themselves", async () => {
        const { config } = await findProject(join(root, "a"));
        deepEqual(withProjectDefaults({ "shop:size": "5" }, config), {
            "shop:size": "5",
            "shop:plain": "text",
            "docker:host": "unix:///x",
        });
    });

    it("names the settings that a stack has to make", async () => {
        const { config } = await findProject(join(root, "a"));
        throws(() => checkRequired({}, config, "dev"), /Stack 'dev' is missing configuration value 'token'/);
        checkRequired({ "shop:token": "x" }, config, "dev");
    });

    it("that is missing or incomplete is reported with the file or folder and the remedy", async () => {
        await rejects(
            findProject(join(root, "empty")),
            /no Pulumi\.yaml project file found \(searching upwards from .*empty\)/,
        );
        await rejects(
            findProject(join(root, "nameless")),
            /nameless\/Pulumi\.yaml: project is missing a 'name' attribute/,
        );
    });
});
