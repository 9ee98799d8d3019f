import assert from "node:assert/strict";
import { join } from "node:path";
import { ESLint } from "eslint";

const project = join(__dirname, "..");

/** The messages of the one rule about imports, for a line of code as if it stood in that file. */
async function complaints(file: string, code: string): Promise<string[]> {
    const lint = new ESLint({
        cwd: project,
        overrideConfig: { languageOptions: { parserOptions: { projectService: false, project: null } } },
        ruleFilter: ({ ruleId }) => ruleId === "no-restricted-imports",
    });
    const [result] = await lint.lintText(code, { filePath: join(project, file) });
    return result.messages.map(({ ruleId, message }) => `${ruleId ?? "syntax"}: ${message}`);
}

describe("Imports go one way", () => {
    for (const [file, specifier] of [
        ["components/named-volume.ts", "../engine/plan"],
        ["components/named-volume.ts", "embedded-engine"],
        ["components/named-volume.ts", "../index"],
        ["components/data/gate.ts", "../named-volume"],
        ["components/data/gate.ts", "../../engine/plan"],
        ["components/model/units.ts", "../data/gate"],
        ["components/model/units.ts", "@pulumi/pulumi"],
        ["components/plan/measure.ts", "../named-volume"],
        ["components/plan/measure.ts", "../../engine/plan"],
        ["components/plan/measure.ts", "@pulumi/pulumi"],
        ["components/plan/model/effects.ts", "../measure"],
        ["components/plan/model/effects.ts", "../../data/scripts"],
        ["components/plan/model/effects.ts", "node:fs"],
        ["components/report/main.ts", "../named-volume"],
        ["components/report/page/page.tsx", "../../../engine/plan"],
        ["components/report/page/page.tsx", "@pulumi/pulumi"],
        ["components/report/model/report.ts", "../page/page"],
        ["components/report/model/report.ts", "../../data/scripts"],
        ["components/report/model/report.ts", "node:fs"],
        ["engine/plan.ts", "../components/model/units"],
        ["engine/providers/docker/volume.ts", "../../../components"],
        ["engine/plan.ts", "docker-storage"],
        ["index.ts", "./engine/plan"],
    ]) {
        it(`keeps ${specifier} out of ${file}`, async () => {
            const found = await complaints(file, `import * as wrong from "${specifier}";\n`);
            assert.equal(found.length, 1, found.join("\n"));
            assert.match(found[0], /^no-restricted-imports/);
        });
    }

    for (const [file, specifier] of [
        ["components/named-volume.ts", "./data/gate"],
        ["components/data/gate.ts", "../model/units"],
        ["components/data/gate.ts", "@pulumi/command"],
        ["components/plan/measure.ts", "../data/scripts"],
        ["components/plan/measure.ts", "../model/capacity"],
        ["components/plan/model/effects.ts", "../../model/policies"],
        ["components/report/page/page.tsx", "../../data/package-folder"],
        ["components/report/page/page.tsx", "../model/report"],
        ["components/report/model/report.ts", "../../model/urns"],
        ["components/model/units.ts", "./geometry"],
        ["engine/providers/docker/volume.ts", "../provider"],
        ["index.ts", "docker-storage"],
    ]) {
        it(`lets ${file} import ${specifier}`, async () => {
            assert.deepEqual(await complaints(file, `import * as right from "${specifier}";\n`), []);
        });
    }
});
