import pulumi from "@pulumi/eslint-plugin";
import { defineConfig, globalIgnores } from "eslint/config";
import tseslint from "typescript-eslint";

/**
 * Imports go one way: index.ts -> components -> components/data -> components/model, and engine stands alone. components/plan
 * and components/report are programs of their own beside the components, on data and model.
 * Each row: files, what they must not import, why. The last row that fits a file is the one that counts.
 */
const imports = [
    ["index.ts", "^\\./(engine|test)/|^embedded-engine", "The stack runs on any engine: import only docker-storage."],
    [
        "engine/**",
        "^(\\.\\./)+(components|index|test)\\b|^docker-storage",
        "The engine knows nothing of the components.",
    ],
    [
        "components/**",
        "^(\\.\\./)+(engine|index|test)\\b|^embedded-engine",
        "Components know nothing of engine and stack.",
    ],
    ["components/data/**", "^\\.\\./(?!model/)|^embedded-engine", "components/data imports only components/model."],
    [
        "components/plan/**",
        "^(\\.\\./)+(?!data/|model/|\\.)|^@pulumi/|^embedded-engine",
        "components/plan reads what engines write: import only components/data and components/model.",
    ],
    [
        "components/plan/model/**",
        "^\\.\\./(?!\\.\\./model/)|^@pulumi/|^node:|^embedded-engine",
        "components/plan/model is pure: import only components/model.",
    ],
    [
        "components/report/**",
        "^(\\.\\./)+(?!data/|model/|\\.)|^@pulumi/|^embedded-engine",
        "components/report reads what engines keep: import only components/data and components/model.",
    ],
    [
        "components/report/model/**",
        "^\\.\\./(?!\\.\\./model/)|^@pulumi/|^node:|^embedded-engine",
        "components/report/model is pure: import only components/model.",
    ],
    ["components/model/**", "^\\.\\./|^@pulumi/|^embedded-engine", "components/model is pure, and at the bottom."],
];

export default defineConfig(
    globalIgnores(["**/node_modules/", "**/bin/", ".pulumi/"]),
    {
        files: ["**/*.{ts,tsx}"],
        extends: [tseslint.configs.strictTypeChecked],
        languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
        plugins: { "@pulumi": pulumi },
        rules: {
            "@pulumi/no-output-in-template-literal": "error",
            "@pulumi/no-output-instance-in-template-literal": "error",
            eqeqeq: "error",
            // Property values of any shape are printed and compared everywhere; `async` also marks what an interface awaits.
            "@typescript-eslint/no-base-to-string": "off",
            "@typescript-eslint/no-non-null-assertion": "off",
            "@typescript-eslint/require-await": "off",
            "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
            "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
            "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true, allowBoolean: true }],
        },
    },
    imports.map(([files, regex, message]) => ({
        files: [files.endsWith("**") ? `${files}/*.{ts,tsx}` : files],
        rules: { "no-restricted-imports": ["error", { patterns: [{ regex, message }] }] },
    })),
);
