import assert from "node:assert/strict";
import { join } from "node:path";
import { toolboxImage } from "../../setup/toolbox.mjs";
import { temporaryFolder } from "../temporary-folder";
import { mountedVolumes } from "./docker-view";
import { describeWithEachEngine } from "./engines";
import { FaultyToolbox } from "./faulty-toolbox";
import { whenLogged } from "./killed-engine";
import { describeWithOwnDaemon } from "./own-daemon";
import { HostName, TwoHosts } from "./two-hosts";

/** Of every kind of entry one, with all that a copy has to bring along. */
const FILL = `
mkdir -p deep/er && head -c 3000000 /dev/urandom >random && printf 'more of it' >deep/er/text && : >deep/empty
ln random deep/hard && ln -s ../random deep/soft && ln -s /nowhere deep/dangling && mkfifo pipe && mknod device c 1 3
truncate -s 50M sparse && printf x | dd of=sparse bs=1 seek=30000000 conv=notrunc status=none
printf odd >"$(printf 'odd\\nname \\377 "x"')"
chown 1234:4321 random deep && chmod 6751 random && chmod 1703 deep
setfattr -n user.note -v 'a note' random && setfacl -m u:99:r random && setfacl -d -m g:77:rwx deep
touch -d '2001-02-03 04:05:06.123456789' random deep/er deep
touch -h -d '2002-03-04 05:06:07.987654321' deep/soft
touch -d '2003-04-05 06:07:08.000000001' .`;
/** The log is left out: the container goes on with it; and of the root, what says that it is a copy. */
const LIST = `
find . ! -type d ! -path ./log -printf '%P|%y|%m|%U|%G|%T@|%s|%n|%l\\n' | LC_ALL=C sort
find . -type d -printf '%P|%m|%U|%G|%T@\\n' | LC_ALL=C sort
find . -type f ! -path ./log -exec sha256sum {} + | LC_ALL=C sort
find . -mindepth 1 -print0 | LC_ALL=C sort -z | xargs -0r getfattr --no-dereference --dump --match=-
getfacl --recursive --numeric .`;
const ALLOCATED = "du --block-size=1 sparse | cut -f 1";

describeWithOwnDaemon("Two Docker hosts in one program", () => {
    describeWithEachEngine("each of which keeps its own", (command) => {
        const folder = temporaryFolder("hosts");
        let hosts: TwoHosts;
        let toolbox: FaultyToolbox;
        const fixedName = "same-name-on-both";

        before(async () => {
            hosts = new TwoHosts(command, folder);
            await hosts.start();
            toolbox = new FaultyToolbox(hosts.daemons.other.docker);
            const [repo, tag] = toolbox.image.split(":");
            await hosts.daemons.first.docker.getImage(toolboxImage).tag({ repo, tag });
        });
        after(() => hosts.end());

        const list = (host: HostName, volume: string): Promise<string> => hosts.in(host, volume, LIST);

        it("makes things where the program says, and nowhere else", async () => {
            const { volume, container, usedBytes, daemons } = await hosts.up();
            assert.deepEqual([await hosts.volumes("first"), await hosts.volumes("other")], [[volume], []]);
            assert.deepEqual(await mountedVolumes(container, hosts.daemons.first.docker), [volume]);
            assert.deepEqual(await hosts.containers("other"), []);
            assert.ok(usedBytes !== undefined && usedBytes > 0);
            assert.notEqual(daemons.first, daemons.other);
        });

        it("has volumes of one name on both, and an edit of the one leaves the other alone", async () => {
            const whoAmI = async (host: HostName): Promise<string> => hosts.in(host, fixedName, "cat who-am-i");
            const made = async (host: HostName): Promise<unknown> => {
                const { CreatedAt, Labels } = (await hosts.daemons[host].docker
                    .getVolume(fixedName)
                    .inspect()) as unknown as {
                    CreatedAt: string;
                    Labels: Record<string, string>;
                };
                return [CreatedAt, Labels.edition];
            };
            await hosts.up({ fixed: true, fixedName });
            assert.deepEqual([await whoAmI("first"), await whoAmI("other")], ["first", "other"]);
            const before = await made("first");
            await hosts.up({ "edition-other": "second" });
            assert.deepEqual(await made("first"), before);
            assert.equal(((await made("other")) as string[])[1], "second");
            assert.deepEqual([await whoAmI("first"), await whoAmI("other")], ["first", "other"]);
            await hosts.up({ fixed: false });
            assert.deepEqual(await hosts.volumes("other"), []);
        });

        it("changes nothing when nothing is edited, nor for a preview", async () => {
            const preview = await hosts.stack.run("preview", "--expect-no-changes", "--stack", hosts.stack.stack);
            assert.match(preview, /unchanged/);
        });

        it("does nothing on a host whose address leads to another daemon, and names both", async () => {
            const { daemons } = (await hosts.stack.outputs()) as unknown as { daemons: Record<HostName, string> };
            const before = [
                await hosts.volumes("first"),
                await hosts.volumes("other"),
                await hosts.containers("first"),
            ];
            const told = await hosts.failingUp({
                ...hosts.hosts({ first: { address: hosts.daemons.other.host } }),
                edition: "astray",
            });
            assert.ok(
                told
                    .replace(/\s+/g, " ")
                    .includes(`is another daemon, ${daemons.other}, than the one so far, ${daemons.first}`),
                told,
            );
            assert.deepEqual(
                [await hosts.volumes("first"), await hosts.volumes("other"), await hosts.containers("first")],
                before,
            );
            await hosts.up({ ...hosts.hosts(), edition: "first" });
        });

        it("leaves the data where it is, and its container running, when a move breaks off, and then finishes", async () => {
            const { volume, container } = (await hosts.stack.outputs()) as unknown as {
                volume: string;
                container: string;
            };
            await hosts.in("first", volume, FILL);
            const contents = await list("first", volume);
            // Of two runs of rsync, the second is the one that the containers stand still for.
            await toolbox.break('case "$1" in prove) echo "out of order" >&2; exit 9 ;; esac');
            const told = await hosts.failingUp({ on: "other", "docker-storage:toolboxImage": toolbox.image });
            assert.match(told, /stopping container/);
            assert.match(told, new RegExp(`volume ${volume} still holds the data`));
            const { State } = await hosts.daemons.first.docker.getContainer(container).inspect();
            assert.ok(State.Running);
            assert.equal(await list("first", volume), contents);
            assert.deepEqual(await hosts.containers("other"), []);
        });

        it("moves a volume from host to host with its data, verified, and its container after it", async () => {
            const before = (await hosts.volumes("first"))[0];
            const contents = await list("first", before);
            const logged = await hosts.in("first", before, "head -n 5 log");
            const { volume, container, lastMigration } = await hosts.up({
                on: "other",
                "docker-storage:toolboxImage": toolboxImage,
            });
            assert.equal(await list("other", volume), contents);
            assert.ok((await hosts.in("other", volume, "cat log")).startsWith(logged));
            assert.ok(Number(await hosts.in("other", volume, ALLOCATED)) < 1_000_000, "a hole stays one");
            assert.deepEqual(await mountedVolumes(container, hosts.daemons.other.docker), [volume]);
            assert.deepEqual([await hosts.volumes("first"), await hosts.containers("first")], [[], []]);
            assert.deepEqual([lastMigration?.from, lastMigration?.to], [before, volume]);
            assert.ok((lastMigration?.downTimeSeconds ?? 0) > 0);
        });

        it("waits for a host that is not there yet", async () => {
            const { first } = hosts.daemons;
            await first.stop();
            const log = join(folder, "events.ndjson");
            const comes = whenLogged(/waiting for Docker host first/, log, () => first.start());
            await Promise.all([hosts.stack.up("--event-log", log), comes]);
        });

        it("names one that is gone, in one sentence, and previews without it", async () => {
            const { first } = hosts.daemons;
            await first.stop();
            try {
                hosts.stack.setConfig(hosts.hosts({ first: { address: first.host, waitSeconds: 1 } }));
                const preview = await hosts.stack.run("preview", "--stack", hosts.stack.stack);
                assert.match(preview, /Docker host first at .* does not answer/);
                const told = (await hosts.failingUp()).replace(/\s+/g, " ");
                assert.ok(told.includes(`Docker host first at ${first.host} does not answer: `), told);
            } finally {
                await first.start();
                hosts.stack.setConfig(hosts.hosts());
            }
        });
    });
});
