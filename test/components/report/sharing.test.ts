import assert from "node:assert/strict";
import { sharingOf } from "../../../components/report/model/sharing";
import { readState } from "../../../components/report/model/stored-state";
import { COMMAND, CONTAINER, VOLUME, component, container, exported, far, resource, secret, shop } from "./documents";

type Resources = Parameters<typeof exported>[0];

/** Each use in words, of all hosts. */
function sentences(resources: Resources): string[] {
    return sharingOf(readState(exported(resources))).flatMap(({ uses }) =>
        uses.map(
            ({ container: { name }, storage, writes, targets }) =>
                `${name} ${writes ? "writes" : "reads"} ${storage.name} at ${targets.join(" and ")}`,
        ),
    );
}

const volume = (name: string, provider?: string): Resources[number] =>
    resource(VOLUME, name, { provider, outputs: { name } });
const plain = (name: string, inputs: Record<string, unknown>, more: Partial<Resources[number]> = {}) =>
    resource(CONTAINER, name, { ...more, inputs: { name, ...inputs } });

describe("Who shares what", () => {
    it("is told for each host, with who writes and who only reads", () => {
        const hosts = sharingOf(readState(exported(shop())));
        assert.deepEqual(
            hosts.map(({ address }) => address),
            [undefined, "ssh://far.example"],
        );
        assert.deepEqual(sentences(shop()), [
            "writer writes site at /site",
            "web writes folder at /folder",
            "web reads site at /srv/www",
            "player reads media at /media",
            "filler writes too-small-for-all-that-was-ever-put-into-it at /data",
        ]);
    });

    it("keeps volumes of one name on two hosts apart", () => {
        const hosts = sharingOf(
            readState(
                exported([
                    ...shop(),
                    volume("same"),
                    resource(VOLUME, "other", { provider: far, outputs: { name: "same" } }),
                    ...container("near", [["same", "/near", true]]),
                    ...container("distant", [["same", "/far", true]], far),
                ]),
            ),
        );
        const usersOf = (name: string): string[] =>
            hosts.flatMap(({ uses }) =>
                uses.filter((use) => use.storage.name === name).map((use) => use.container.name),
            );
        assert.deepEqual(usersOf("same"), ["near"]);
        assert.deepEqual(usersOf("other"), ["distant"]);
    });

    it("counts a container once that sees a volume at two paths, as a writer if one of them can be written", () => {
        const mounts = [
            { type: "volume", source: "data", target: "/read", readOnly: true },
            { type: "volume", source: "data", target: "/write" },
        ];
        assert.deepEqual(sentences([volume("data"), plain("app", { mounts })]), [
            "app writes data at /read and /write",
        ]);
    });

    it("follows volumesFrom, through other containers and read-only ones", () => {
        const from = (...names: string[]) => ({ volumes: names.map((name) => ({ fromContainer: name })) });
        const first = plain("first", { mounts: [{ type: "volume", source: "data", target: "/data" }] }, { id: "id-1" });
        const found = sentences([
            volume("data"),
            first,
            plain("second", from("id-1")),
            plain("third", from("second:ro")),
            plain("loop", from("loop")),
        ]);
        assert.deepEqual(found, [
            "first writes data at /data",
            "second writes data at /data",
            "third reads data at /data",
        ]);
    });

    it("knows mounts without copy-up, which a command lends", () => {
        const environment = { SOURCE: "data", TARGET: "/data", MODE: "nocopy,ro" };
        const app = component("SharedContainer", "app", {}, [
            [CONTAINER, "app", { inputs: { name: "app-1", volumes: [{ fromContainer: "lender" }] } }],
            [COMMAND, "app-mount-0", { inputs: { environment } }],
        ]);
        assert.deepEqual(sentences([volume("data"), ...app]), ["app reads data at /data"]);
    });

    it("shows what the stack does not declare: other volumes, folders and anonymous volumes, but nothing in memory", () => {
        const mounts = [
            { type: "volume", source: "elsewhere", target: "/a" },
            { type: "bind", source: "/etc", target: "/b", readOnly: true },
            { type: "volume", target: "/c" },
            { type: "tmpfs", target: "/d" },
        ];
        assert.deepEqual(sentences([plain("app", { mounts })]), [
            "app writes elsewhere at /a",
            "app reads /etc at /b",
            "app writes anonymous volume of app at /c",
        ]);
    });

    it("leaves out what is replaced already", () => {
        const old = plain("old", { mounts: [{ type: "volume", source: "data", target: "/data" }] }, { delete: true });
        assert.deepEqual(sentences([volume("data"), old]), []);
    });

    it("is not told of mounts that are secret, and says whose they are", () => {
        const app = plain("app", { mounts: secret("sealed") });
        const [host] = sharingOf(readState(exported([app])));
        assert.deepEqual(host.uses, []);
        assert.equal(host.containers[0].hasSecretMounts, true);
    });
});
