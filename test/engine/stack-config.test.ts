import { deepEqual, equal, rejects, throws } from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseConfigKey } from "../../engine/config-key";
import { openConfigValues } from "../../engine/config-values";
import { findProject, ProjectFile } from "../../engine/project";
import { Crypter, createCrypter } from "../../engine/secrets";
import { StackConfig } from "../../engine/stack-config";
import { temporaryFolder } from "../temporary-folder";

const SOURCE = `# who may read this
encryptionsalt: v1:AAAA:v1:BBBB:CCCC
config:
  shop:size: 3 # in crates
  # of the daemon
  docker:host: unix:///x
  short: by itself
`;

describe("a stack's configuration", () => {
    const root = temporaryFolder("stack-config");
    const path = join(root, "Pulumi.dev.yaml");
    let project: ProjectFile;
    let crypter: Crypter;

    before(async () => {
        writeFileSync(join(root, "Pulumi.yaml"), "name: shop\nruntime: nodejs\n");
        project = await findProject(root);
        crypter = await createCrypter("x");
    });
    beforeEach(() => writeFileSync(path, SOURCE));

    const key = (text: string, isPath = false) => parseConfigKey(text, "shop", isPath);
    const load = () => StackConfig.load(project, "dev");

    it("is known by full keys, whether the file has them or not", async () => {
        deepEqual((await load()).values(), { "shop:size": 3, "docker:host": "unix:///x", "shop:short": "by itself" });
    });

    it("keeps comments, order and style of all that is not changed", async () => {
        const config = await load();
        config.set(key("size"), "4");
        config.set(key("docker:host"), "tcp://y");
        await config.save();
        equal(
            readFileSync(path, "utf8"),
            SOURCE.replace("shop:size: 3", 'shop:size: "4"').replace("unix:///x", "tcp://y"),
        );
    });

    it("changes a setting in place that the file has without its namespace", async () => {
        const config = await load();
        config.set(key("short"), "changed");
        deepEqual(config.values()["shop:short"], "changed");
        await config.save();
        equal(readFileSync(path, "utf8"), SOURCE.replace("by itself", "changed"));
    });

    it("takes paths into lists and maps, and gives programs JSON with sorted keys", async () => {
        const config = await load();
        config.set(key("outer.list[0]", true), "a");
        config.set(key("outer.inner", true), { secure: crypter.encrypt("sesame") });
        config.set(key('outer["dotted.key"]', true), true);
        const {
            config: values,
            secretKeys,
            shownConfig,
        } = await openConfigValues(config.values(), {}, () => Promise.resolve(crypter));
        equal(values["shop:outer"], '{"dotted.key":true,"inner":"sesame","list":["a"]}');
        equal(values["shop:size"], "3");
        deepEqual(secretKeys, ["shop:outer"]);
        equal(shownConfig["shop:outer"], '{"dotted.key":true,"inner":"[secret]","list":["a"]}');
        deepEqual(config.get(key("outer.list[0]", true)), "a");
    });

    it("does not ask for the passphrase when nothing is secret", async () => {
        const config = await load();
        const { secretKeys } = await openConfigValues(config.values(), {}, () => Promise.reject(new Error("asked")));
        deepEqual(secretKeys, []);
    });

    it("loses exactly the setting that is removed", async () => {
        const config = await load();
        equal(config.remove(key("size")), true);
        equal(config.remove(key("nothing")), false);
        deepEqual(Object.keys(config.values()), ["docker:host", "shop:short"]);
    });

    it("of a stack that has no file yet is made by its first setting", async () => {
        const config = await StackConfig.load(project, "new");
        config.setSalt("v1:a:b:c:d");
        config.set(key("size"), "true");
        await config.save();
        equal(
            readFileSync(join(root, "Pulumi.new.yaml"), "utf8"),
            'encryptionsalt: v1:a:b:c:d\nconfig:\n  shop:size: "true"\n',
        );
    });

    it("that needs another secrets provider, or is no YAML, is refused with the name of the file", async () => {
        writeFileSync(path, "secretsprovider: awskms://alias/x\n");
        await rejects(load(), /Pulumi\.dev\.yaml: secretsprovider 'awskms:\/\/alias\/x'/);
        writeFileSync(path, "config: [\n");
        await rejects(load(), /could not read .*Pulumi\.dev\.yaml/);
    });

    it("has keys of a namespace and a name", () => {
        deepEqual(key("size"), { key: "shop:size", path: [] });
        deepEqual(key("docker:config:host"), { key: "docker:host", path: [] });
        deepEqual(key("docker:a.b[2]", true), { key: "docker:a", path: ["b", 2] });
        throws(() => key("a:b:c"), /must be <namespace>:<name>/);
        throws(() => key("[0]", true), /must start with the name of a setting/);
    });
});
