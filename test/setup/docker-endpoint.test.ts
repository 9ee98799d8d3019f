import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { findEndpoint } from "../../setup/docker-endpoint.mjs";
import { temporaryFolder } from "../temporary-folder";

interface Context {
    name: string;
    host: string;
    tls?: boolean;
}

describe("Finding Docker", () => {
    const folder = temporaryFolder("endpoint");

    function homeWith(current: string | undefined, contexts: Context[] = []): string {
        const home = mkdtempSync(join(folder, "home-"));
        const docker = join(home, ".docker");
        for (const { name, host, tls } of contexts) {
            const id = createHash("sha256").update(name).digest("hex");
            mkdirSync(join(docker, "contexts", "meta", id), { recursive: true });
            const meta = { Name: name, Endpoints: { docker: { Host: host, SkipTLSVerify: false } } };
            writeFileSync(join(docker, "contexts", "meta", id, "meta.json"), JSON.stringify(meta));
            if (tls) {
                mkdirSync(join(docker, "contexts", "tls", id, "docker"), { recursive: true });
            }
        }
        mkdirSync(docker, { recursive: true });
        writeFileSync(join(docker, "config.json"), JSON.stringify({ currentContext: current }));
        return home;
    }

    const edge = { name: "edge", host: "tcp://10.1.2.3:2376" };

    it("takes the default socket on a machine where nothing was chosen, and adds nothing to the environment", () => {
        const found = findEndpoint({}, join(folder, "no-such-home"));
        assert.deepEqual(found, { host: "unix:///var/run/docker.sock", chosenBy: undefined, variables: {} });
    });

    it("lets DOCKER_HOST win over every context", () => {
        const env = { DOCKER_HOST: "tcp://10.0.0.1:2375", DOCKER_CONTEXT: "edge" };
        const found = findEndpoint(env, homeWith("edge", [edge]));
        assert.deepEqual(found, { host: "tcp://10.0.0.1:2375", chosenBy: "DOCKER_HOST", variables: {} });
    });

    it("gives the current context's endpoint to children, which may not know contexts", () => {
        const found = findEndpoint({}, homeWith("edge", [edge]));
        assert.deepEqual(found.variables, { DOCKER_HOST: edge.host });
        assert.equal(found.chosenBy, 'context "edge"');
    });

    it("lets DOCKER_CONTEXT win over the current context", () => {
        const home = homeWith("edge", [edge, { name: "lab", host: "unix:///run/lab.sock" }]);
        assert.equal(findEndpoint({ DOCKER_CONTEXT: "lab" }, home).host, "unix:///run/lab.sock");
        assert.equal(findEndpoint({ DOCKER_CONTEXT: "default" }, home).host, "unix:///var/run/docker.sock");
    });

    it("gives the context's certificates along", () => {
        const { variables } = findEndpoint({}, homeWith("edge", [{ ...edge, tls: true }]));
        assert.equal(variables.DOCKER_TLS_VERIFY, "1");
        assert.match(variables.DOCKER_CERT_PATH, /contexts\/tls\/[0-9a-f]{64}\/docker$/);
    });

    it("reads contexts from DOCKER_CONFIG where that is set", () => {
        const env = { DOCKER_CONFIG: join(homeWith("edge", [edge]), ".docker") };
        assert.equal(findEndpoint(env, join(folder, "no-such-home")).host, edge.host);
    });

    it("refuses a context that does not exist, by its name", () => {
        assert.throws(() => findEndpoint({ DOCKER_CONTEXT: "gone" }, homeWith(undefined)), /context "gone"/);
    });

    it("refuses a broken config.json, by its path", () => {
        const home = homeWith(undefined);
        writeFileSync(join(home, ".docker", "config.json"), "{");
        assert.throws(() => findEndpoint({}, home), /config\.json is not valid JSON/);
    });
});
