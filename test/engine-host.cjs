// Carries out command lines of the embedded engine, one after the other, in one process: to load the engine takes as long as an
// operation does. Each message from the parent is the arguments of one and its environment; the answer is how it ended and what it
// printed.
const crypto = require("node:crypto");
const { enableCompileCache } = require("node:module");
const { join } = require("node:path");

const engine = join(__dirname, "..", "engine", "bin");
enableCompileCache(require(join(engine, "pulumi-home.js")).compileCacheFolder());
rememberKeys();
const { run } = require(join(engine, "cli", "program.js"));

/** The key of a stack's secrets takes a million rounds, and each command needs the same one. */
function rememberKeys() {
    const keys = new Map();
    const derive = crypto.pbkdf2;
    crypto.pbkdf2 = (passphrase, salt, iterations, length, digest, done) => {
        const inputs = JSON.stringify([passphrase, salt.toString("base64"), iterations, length, digest]);
        const known = keys.get(inputs);
        if (known !== undefined) return void setImmediate(done, null, Buffer.from(known));
        derive(passphrase, salt, iterations, length, digest, (error, key) => {
            if (error === null) keys.set(inputs, Buffer.from(key));
            done(error, key);
        });
    };
}

const said = { stdout: "", stderr: "", printed: "" };
for (const stream of ["stdout", "stderr"])
    process[stream].write = (text) => {
        said[stream] += text;
        said.printed += text;
        return true;
    };
// Each operation listens to them for errors, and none ever stops.
process.stdout.setMaxListeners(0);
process.stderr.setMaxListeners(0);

// When the parent disconnects, nothing keeps this process but what the engine may have left running.
process.on("message", async ({ args, env }) => {
    for (const name of Object.keys(process.env)) if (!(name in env)) delete process.env[name];
    Object.assign(process.env, env);
    Object.assign(said, { stdout: "", stderr: "", printed: "" });
    const exitCode = await run([process.execPath, "pulumi", ...args]);
    if (process.connected) process.send({ exitCode, ...said });
});
