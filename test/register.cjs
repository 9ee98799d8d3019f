// Lets mocha load TypeScript. Types are checked by `npm run check`; here they would only cost time.
const { join } = require("node:path");

const loadAsNodeDoes = require.extensions[".js"];
require("ts-node").register({ project: join(__dirname, "tsconfig.json"), transpileOnly: true, swc: true });
// ts-node refuses ES modules, which Node can require by now: the set-up is written in them.
require.extensions[".mjs"] = loadAsNodeDoes;
