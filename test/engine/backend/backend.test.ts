import { deepEqual, equal, match, ok, rejects, throws } from "node:assert/strict";
import { fork } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname, userInfo } from "node:os";
import { join } from "node:path";
import { Backend, StackFiles } from "../../../engine/backend";
import { VersionedDeployment } from "../../../engine/backend/checkpoint";
import { UpdateInfo } from "../../../engine/backend/history";
import { StackLockedError } from "../../../engine/backend/lock";
import { parseStackReference } from "../../../engine/backend/stack-reference";
import { temporaryFolder } from "../../temporary-folder";

function deploymentNamed(name: string): VersionedDeployment {
    const urn = `urn:pulumi:dev::p::t:m:T::${name}`;
    return {
        version: 3,
        deployment: {
            manifest: { time: "2026-01-01T00:00:00Z", magic: "", version: "" },
            resources: [{ urn, custom: true, id: name, type: "t:m:T" }],
            metadata: {},
        },
    };
}

describe("the file backend", () => {
    const root = temporaryFolder("backend");
    const state = join(root, "state", ".pulumi");
    let backend: Backend;
    let stack: StackFiles;

    before(async () => {
        backend = await Backend.open(`file://${join(root, "state")}`);
        stack = backend.stack({ project: "p", name: "dev" });
    });

    const checkpointIn = (name: string) =>
        JSON.parse(readFileSync(join(state, "stacks/p", name), "utf8")) as {
            checkpoint: { stack: string; latest: { resources: { id: string }[] } };
        };
    const stored = () => checkpointIn("dev.json");

    it("says that it has the layout with a folder for each project", () => {
        equal(readFileSync(join(state, "meta.yaml"), "utf8"), "version: 1\n");
    });

    it("has no stack before one is written, and then lists it", async () => {
        equal(await stack.read(), undefined);
        await stack.write(deploymentNamed("one"));
        deepEqual(await stack.read(), { ...deploymentNamed("one"), features: undefined });
        deepEqual(await backend.list(), [{ project: "p", name: "dev" }]);
        deepEqual(await backend.list("other"), []);
        equal(stored().checkpoint.stack, "organization/p/dev");
    });

    it("keeps the state from before an operation's first write as .bak", async () => {
        const operation = backend.stack({ project: "p", name: "dev" });
        await operation.write(deploymentNamed("half"));
        await operation.write(deploymentNamed("two"));
        const backup = checkpointIn("dev.json.bak");
        equal(backup.checkpoint.latest.resources[0].id, "one");
        equal(stored().checkpoint.latest.resources[0].id, "two");
    });

    it("has the latest state on the disk when many writes at once have returned, and no left-overs beside it", async () => {
        const names = Array.from({ length: 50 }, (_, index) => `n${index}`);
        await Promise.all(names.map((name) => stack.write(deploymentNamed(name))));
        equal(stored().checkpoint.latest.resources[0].id, "n49");
        deepEqual(readdirSync(join(state, "stacks/p")).sort(), ["dev.json", "dev.json.bak"]);
    });

    it("is whole, and no older than what was reported as written, when its writer is killed at any moment", async () => {
        const writer = fork(join(__dirname, "endless-writer.ts"), [join(root, "state")], {
            execArgv: ["--require", join(__dirname, "../../register.cjs")],
        });
        const killed = once(writer, "exit");
        let reported = -1;
        writer.on("message", (count: number) => {
            reported = count;
            if (count === 100) writer.kill("SIGKILL");
        });
        deepEqual(await killed, [null, "SIGKILL"]);
        const survivor = await backend.stack({ project: "killed", name: "dev" }).read();
        ok(reported >= 100);
        ok(Number(survivor?.deployment?.resources?.[0].id) >= reported);
        equal(survivor?.deployment?.resources?.length, 200);
    });

    it("leaves the old text in place until the new one is on the disk, and is over when the change of its name is, too", async () => {
        const writer = fork(join(__dirname, "observed-writer.ts"), [join(root, "observed")], {
            execArgv: ["--require", join(__dirname, "../../register.cjs")],
        });
        const [calls] = (await once(writer, "message")) as [string[]];
        deepEqual(calls, ["sync of a file, old", "rename, old", "sync of a folder, new"]);
    });

    it("removes the checksum that Pulumi keeps beside a file when it replaces the file", async () => {
        const checksums = ["dev.json.attrs", "dev.json.bak.attrs"].map((name) => join(state, "stacks/p", name));
        for (const path of checksums) writeFileSync(path, '{"md5":"of the old text"}');
        await backend.stack({ project: "p", name: "dev" }).write(deploymentNamed("three"));
        deepEqual(checksums.map(existsSync), [false, false]);
    });

    it("reports a write that failed to whoever asked for it, and writes the next", async () => {
        const blocked = backend.stack({ project: "blocked", name: "dev" });
        writeFileSync(join(state, "stacks/blocked"), "a file where the folder is to be");
        await rejects(blocked.write(deploymentNamed("x")), { code: "ENOTDIR" });
        rmSync(join(state, "stacks/blocked"));
        await blocked.write(deploymentNamed("y"));
        equal((await blocked.read())?.deployment?.resources?.[0].id, "y");
        await blocked.remove();
    });

    it("lets only one process have a stack, and names it to the others", async () => {
        const release = await stack.lock();
        await rejects(stack.lock(), (error: Error) => {
            ok(error instanceof StackLockedError);
            match(
                error.message,
                /^the stack is currently locked by 1 lock\(s\)\. Either wait for the other process\(es\)/,
            );
            const { username } = userInfo();
            ok(error.message.includes(`created by ${username}@${hostname()} (pid ${process.pid}) at 20`));
            return true;
        });
        deepEqual(readdirSync(join(state, "locks/organization/p/dev")).length, 1);
        await release();
        deepEqual(readdirSync(join(state, "locks/organization/p/dev")), []);
        await (
            await stack.lock()
        )();
    });

    it("gives a stack to at most one of those that come at the same time", async () => {
        const results = await Promise.allSettled(Array.from({ length: 8 }, () => stack.lock()));
        const winners = results.filter((result) => result.status === "fulfilled");
        ok(winners.length <= 1);
        for (const { value } of winners) await value();
        deepEqual(readdirSync(join(state, "locks/organization/p/dev")), []);
    });

    it("takes a stack from whoever holds it when told to", async () => {
        await stack.lock();
        await stack.breakLocks();
        await (
            await stack.lock()
        )();
    });

    it("records an operation with the state that it left, and backs that up", async () => {
        await stack.write(deploymentNamed("recorded"));
        await stack.record({
            kind: "update",
            startTime: 1,
            message: "why",
            environment: {},
            config: { "p:key": "1", "p:secret": { secure: "v1:a:b" } },
            version: 0,
            result: "succeeded",
            endTime: 2,
            resourceChanges: { create: 1 },
        });
        const names = readdirSync(join(state, "history/p/dev"));
        const [checkpoint, history] = names.sort();
        match(checkpoint, /^dev-\d{19}\.checkpoint\.json$/);
        equal(history, checkpoint.replace("checkpoint", "history"));
        const update = JSON.parse(readFileSync(join(state, "history/p/dev", history), "utf8")) as UpdateInfo;
        deepEqual(update.config, { "p:key": "1", "p:secret": { secure: "v1:a:b" } });
        const kept = readFileSync(join(state, "history/p/dev", checkpoint), "utf8");
        equal(kept, readFileSync(join(state, "stacks/p/dev.json"), "utf8"));
        const [backup] = readdirSync(join(state, "backups/p/dev"));
        match(backup, /^dev\.\d{19}\.json$/);
        await stack.write(deploymentNamed("later"));
        equal(readFileSync(join(state, "history/p/dev", checkpoint), "utf8"), kept);
    });

    it("forgets a removed stack, but keeps its last state as .bak", async () => {
        await stack.remove();
        equal(await stack.read(), undefined);
        deepEqual(await backend.list("p"), []);
        ok(existsSync(join(state, "stacks/p/dev.json.bak")));
        equal(existsSync(join(state, "history/p/dev")), false);
    });

    it("refuses a place that it cannot work with, and says why", async () => {
        await rejects(Backend.open("s3://bucket"), /PULUMI_BACKEND_URL: .*'s3:\/\/bucket'; give a file:\/\/ URL/);
        mkdirSync(join(root, "legacy/.pulumi/stacks"), { recursive: true });
        writeFileSync(join(root, "legacy/.pulumi/stacks/dev.json"), "{}");
        await rejects(Backend.open(`file://${join(root, "legacy")}`), /pulumi state upgrade/);
        mkdirSync(join(root, "newer/.pulumi"), { recursive: true });
        writeFileSync(join(root, "newer/.pulumi/meta.yaml"), "version: 2\n");
        await rejects(Backend.open(`file://${join(root, "newer")}`), /version \(2\) is not supported/);
    });
});

describe("a stack reference", () => {
    it("is short within its project, and may be written in full", () => {
        deepEqual(parseStackReference("dev", "p"), { project: "p", name: "dev" });
        deepEqual(parseStackReference("organization/dev", "p"), { project: "p", name: "dev" });
        deepEqual(parseStackReference("organization/other/dev", "p"), { project: "other", name: "dev" });
    });

    it("never leads out of the backend's folder", () => {
        for (const text of ["..", "organization/../dev", "organization/p/..", "a b", "", "a/b/c/d"]) {
            throws(() => parseStackReference(text, "p"), /name/, text);
        }
    });
});
