import assert from "node:assert/strict";
import { snapshotsMount } from "../../../components/model/snapshots";
import { Effect, EffectKind, worstOfEach } from "../../../components/plan/model/effects";
import { plannedEffects } from "../../../components/plan/model/plan";
import { PreviewedState, UNKNOWN_VALUE } from "../../../components/plan/model/preview";
import { readPreview } from "../../../components/plan/model/read-preview";
import { component, eventLog, previewJson, replacement, state } from "./documents";

type Changes = Parameters<typeof eventLog>[0];

const DATA = component("NamedVolume", "data");
const APP = component("SharedContainer", "app");

const volume = (name: string, more: Partial<PreviewedState> = {}, parent = ""): PreviewedState =>
    state("docker:index/volume:Volume", "data", { id: name, outputs: { name, driver: "local" }, ...more }, parent);
const named = (name: string, more: Partial<PreviewedState> = {}): PreviewedState => volume(name, more, DATA);

const onDevice = (name: string, driverOpts: object): Partial<PreviewedState> => ({
    outputs: { name, driver: "local", driverOpts },
});

const SNAPSHOTS = snapshotsMount({ volume: "saved" });

/** Of an automatic name, which an engine forgets only. */
const automatic = (name: string, more: Partial<PreviewedState> = {}): PreviewedState =>
    named(name, { retainOnDelete: true, ...more });

/** What removes such a volume. */
function reclaim(name: string, environment: object = {}): PreviewedState {
    const inputs = {
        environment: { TOOLBOX: "toolbox", NAME: name, ON_DELETE: "snapshot", SNAPSHOTS, ...environment },
    };
    return state("command:local:Command", "data-reclaim", { id: `reclaim-${name}`, inputs }, DATA);
}

/** Such a volume that goes, along with its reclaim. */
const leaving = (name: string, environment: object = {}): Changes => [
    { op: "delete", old: automatic(name) },
    { op: "delete", old: reclaim(name, environment) },
];

/** The gate as it is in the state: `holder` is what it printed last. */
function gate(environment: object, holder = "data-1"): PreviewedState {
    const given = { NAME: "data-1", ON_REPLACE: "migrate", ON_DELETE: "snapshot", SNAPSHOTS };
    const inputs = { environment: { TOOLBOX: "toolbox", ...given, ...environment } };
    return state("command:local:Command", "data-gate", { inputs, outputs: { stdout: holder } }, DATA);
}

function fixedReclaim(environment: object): PreviewedState {
    const given = { NAME: "fixed", ON_REPLACE: "migrate", ON_DELETE: "snapshot" };
    const inputs = { environment: { TOOLBOX: "toolbox", ...given, ...environment } };
    const more = { id: "reclaim", inputs, outputs: { stdout: "fixed" } };
    return state("command:local:Command", "data-named-reclaim", more, DATA);
}

const container = (id: string, mounts: object[], more: object = {}): PreviewedState =>
    state("docker:index/container:Container", "app", { id, inputs: { mounts, ...more } }, APP);
const mount = (source: string, target = "/data"): object => ({ type: "volume", source, target });

/** A gate that is told of a new volume, and the volume that goes with that. */
function update(before: PreviewedState, environment: object, old = automatic("data-1"), reclaims = {}): Changes {
    return [
        ...replacement(old, automatic("data-2", { id: undefined }), ["labels"]),
        ...replacement(reclaim("data-1", reclaims), reclaim("data-2"), ["triggers"]),
        { op: "update", old: before, new: gate({ NAME: "data-2", ...environment }) },
    ];
}

const inFolder = { inputs: { driver: "local", driverOpts: { type: "none", o: "bind", device: "/srv" } } };

function replaceFixed(before: object, after: object = {}, old: object = {}): Changes {
    const gateState = gate({ NAME: "fixed" }, "fixed\nfixed");
    return [
        { op: "same", old: gateState, new: gateState },
        ...replacement(named("fixed", old), named("fixed")),
        ...replacement(fixedReclaim(before), fixedReclaim(after)),
    ];
}

const SHARE = component("NfsVolume", "data");
const nfsVolume = (name: string): PreviewedState =>
    volume(name, onDevice(name, { type: "nfs", device: ":/srv" }), SHARE);

function nfsGate(environment: object): PreviewedState {
    const given = { NAME: "nfs-1", NFS: "4.2 0 nas:/srv", ON_MOVE: "migrate", ON_DELETE: "retain" };
    const inputs = { environment: { TOOLBOX: "toolbox", ...given, ...environment } };
    return state(
        "command:local:Command",
        "data-gate",
        { inputs, outputs: { stdout: "nfs-1\nnfs 4.2 0 nas:/srv" } },
        SHARE,
    );
}

/** A gate that is told of a new volume, which shows another folder or the same. */
function share(before: object, after: object): Changes {
    return [
        ...replacement(nfsVolume("nfs-1"), nfsVolume("nfs-2"), ["driverOpts"]),
        { op: "update", old: nfsGate(before), new: nfsGate(after) },
    ];
}

const leavingShare = (environment: object): Changes => [
    { op: "delete", old: nfsGate(environment) },
    { op: "delete", old: nfsVolume("nfs-1") },
];

interface Case {
    changes: Changes;
    /** Of the volume `data`: what happens, where its data is, and why. */
    expected: [EffectKind, string | undefined, RegExp];
    /** Set where `preview --json` leaves out what this is about. */
    inEventLogOnly?: true;
}

const { Destroys, Migrates, Snapshots, Retains, Detaches, None } = EffectKind;
const fixedGate = gate({ NAME: "fixed", ON_DELETE: "discard" }, "fixed\nfixed");

const cases: Record<string, Case> = {
    "a plain volume with another label": {
        changes: replacement(volume("data-1"), volume("data-2"), ["labels"]),
        expected: [Destroys, "data-1", /docker\.Volume, which has no policy, is replaced by an empty one \(labels\)/],
    },
    "a plain volume that leaves the program": {
        changes: [{ op: "delete", old: volume("data-1") }],
        expected: [Destroys, "data-1", /is deleted/],
    },
    "a plain volume with retainOnDelete": {
        changes: [{ op: "delete", old: volume("data-1", { retainOnDelete: true }) }],
        expected: [Retains, "data-1", /retainOnDelete/],
    },
    "a plain volume that an earlier update could not delete": {
        changes: [{ op: "delete-replaced", old: volume("data-1") }],
        expected: [Destroys, "data-1", /is deleted/],
        inEventLogOnly: true,
    },
    "a plain volume over a folder of the host": {
        changes: [
            { op: "delete", old: volume("data-1", onDevice("data-1", { type: "none", o: "bind", device: "/srv" })) },
        ],
        expected: [Detaches, "data-1", /its data stays in \/srv/],
    },
    "a plain volume in memory": {
        changes: [{ op: "delete", old: volume("data-1", onDevice("data-1", { type: "tmpfs", device: "tmpfs" })) }],
        expected: [Destroys, "data-1", /is deleted/],
    },
    "a new plain volume": {
        changes: [{ op: "create", new: volume("data-1") }],
        expected: [None, undefined, /a new volume/],
    },
    "an NfsVolume that moves to another server": {
        changes: share({}, { NAME: "nfs-2", NFS: "4.2 0 nas2:/srv" }),
        expected: [Migrates, "nfs-1", /^from nas:\/srv to nas2:\/srv, verified; what is in nas:\/srv stays there too$/],
    },
    "an NfsVolume that moves to what another server has": {
        changes: share({}, { NAME: "nfs-2", NFS: "4.2 0 nas2:/srv", ON_MOVE: "adopt" }),
        expected: [Detaches, "nfs-1", /its data stays in nas:\/srv, and nas2:\/srv is taken as it is$/],
    },
    "an NfsVolume that is mounted with other options": {
        changes: share({}, { NAME: "nfs-2", NFS: "3 0 nas:/srv" }),
        expected: [None, "nfs-1", /^still in nas:\/srv$/],
    },
    "an NfsVolume that leaves": {
        changes: leavingShare({}),
        expected: [Detaches, "nfs-1", /its data stays in nas:\/srv$/],
    },
    "an NfsVolume that leaves, to be saved": {
        changes: leavingShare({ ON_DELETE: "snapshot" }),
        expected: [Snapshots, "nfs-1", /saved, verified, and left in nas:\/srv too$/],
    },
    "an NfsVolume that leaves, to be discarded": {
        changes: leavingShare({ ON_DELETE: "discard" }),
        expected: [Destroys, "nfs-1", /all that is in nas:\/srv is deleted there$/],
    },
    "a new NfsVolume": {
        changes: [{ op: "create", new: { ...nfsGate({}), outputs: {} } }],
        expected: [None, undefined, /a new volume/],
    },
    "an NfsVolume of before it had a gate whose options change": {
        changes: replacement(
            volume("nfs-1", onDevice("nfs-1", { type: "nfs", device: ":/export" }), component("NfsVolume", "data")),
            volume("nfs-2", {}, component("NfsVolume", "data")),
        ),
        expected: [Detaches, "nfs-1", /its data stays in :\/export/],
    },
    "a NamedVolume with another label": {
        changes: update(gate({}), {}),
        expected: [Migrates, "data-1", /to a new volume, verified$/],
    },
    "a NamedVolume whose new name is known later": {
        changes: update(gate({}), { NAME: UNKNOWN_VALUE }),
        expected: [Migrates, "data-1", /to a new volume/],
    },
    "a NamedVolume whose policy becomes migrate in the update that replaces it": {
        changes: update(gate({ ON_REPLACE: "discard" }), { ON_REPLACE: "migrate" }),
        expected: [Migrates, "data-1", /to a new volume/],
    },
    "a NamedVolume whose policy becomes discard in the update that replaces it": {
        changes: update(gate({}), { ON_REPLACE: "discard" }),
        expected: [Destroys, "data-1", /onReplace is "discard"/],
    },
    "a NamedVolume to be discarded that Docker does not keep the data of": {
        changes: update(
            gate({}),
            { ON_REPLACE: "discard" },
            automatic("data-1", onDevice("data-1", { type: "none", o: "bind", device: "/srv" })),
        ),
        expected: [Detaches, "data-1", /data stays in \/srv/],
    },
    "a NamedVolume to be retained that is replaced": {
        changes: update(gate({ ON_DELETE: "retain" }), {}, automatic("data-1"), { ON_DELETE: "retain" }),
        expected: [Migrates, "data-1", /the old volume stays/],
    },
    "a NamedVolume whose last migration failed, and so is in the volume before": {
        changes: [
            { op: "same", old: automatic("data-2"), new: automatic("data-2") },
            { op: "update", old: gate({}, "data-1"), new: gate({ NAME: "data-2" }) },
            { op: "delete-replaced", old: automatic("data-1") },
            { op: "delete-replaced", old: reclaim("data-1") },
        ],
        expected: [Migrates, "data-1", /to a new volume/],
    },
    "a former volume of a NamedVolume, whose data has moved": {
        changes: [
            { op: "same", old: gate({ NAME: "data-2" }, "data-2"), new: gate({ NAME: "data-2" }) },
            { op: "delete-replaced", old: automatic("data-1") },
            { op: "delete-replaced", old: reclaim("data-1") },
        ],
        expected: [None, "data-2", /^$/],
        inEventLogOnly: true,
    },
    "a NamedVolume whose name becomes fixed": {
        changes: [
            { op: "create", new: named("fixed") },
            { op: "update", old: gate({}), new: gate({ NAME: "fixed" }) },
            ...leaving("data-1"),
        ],
        expected: [Migrates, "data-1", /to a new volume/],
    },
    "a NamedVolume with a fixed name and other driver options": {
        changes: replaceFixed({}),
        expected: [Migrates, "fixed", /moved out of the volume and into the next one/],
    },
    "a NamedVolume with a fixed name that a folder of the host has": {
        changes: replaceFixed({}, {}, inFolder),
        expected: [Migrates, "fixed", /set aside and brought back.*verified/],
    },
    "a NamedVolume with a fixed name that is discarded from now on": {
        changes: replaceFixed({}, { ON_REPLACE: "discard" }),
        expected: [Destroys, "fixed", /onReplace is "discard"/],
    },
    "a NamedVolume with a fixed name that was discarded so far": {
        changes: replaceFixed({ ON_REPLACE: "discard", ON_DELETE: "discard" }),
        expected: [Destroys, "fixed", /were both "discard"/],
    },
    "a NamedVolume with a fixed name to be retained": {
        changes: replaceFixed({ ON_DELETE: "retain" }),
        expected: [Retains, "fixed", /the update will fail/],
    },
    "a NamedVolume that leaves the program": {
        changes: [{ op: "delete", old: gate({ SNAPSHOTS: undefined }) }, ...leaving("data-1")],
        expected: [Snapshots, "data-1", /onDelete is "snapshot": saved to volume saved/],
    },
    "a NamedVolume that leaves the program, whose snapshots go where nothing is said": {
        changes: [{ op: "delete", old: gate({ SNAPSHOTS: undefined }) }, ...leaving("data-1", { SNAPSHOTS: "" })],
        expected: [Snapshots, "data-1", /saved to docker-storage\/snapshots in Docker's own folder/],
    },
    "a NamedVolume that leaves the program after a migration that failed": {
        changes: [
            { op: "delete", old: gate({ NAME: "data-2" }, "data-1") },
            ...leaving("data-2"),
            { op: "delete-replaced", old: automatic("data-1") },
            { op: "delete-replaced", old: reclaim("data-1") },
        ],
        expected: [Snapshots, "data-1", /onDelete is "snapshot"/],
    },
    "a NamedVolume to be discarded that leaves the program": {
        changes: [
            { op: "delete", old: gate({ ON_DELETE: "discard" }) },
            ...leaving("data-1", { ON_DELETE: "discard" }),
        ],
        expected: [Destroys, "data-1", /onDelete is "discard"/],
    },
    "a NamedVolume with a fixed name to be discarded that leaves the program": {
        changes: [
            { op: "delete", old: fixedGate },
            { op: "delete", old: fixedReclaim({ ON_DELETE: "discard" }) },
            { op: "delete", old: named("fixed") },
        ],
        expected: [Destroys, "fixed", /onDelete is "discard"/],
    },
    "a NamedVolume to be retained that leaves the program": {
        changes: [{ op: "delete", old: gate({ ON_DELETE: "retain" }) }, ...leaving("data-1", { ON_DELETE: "retain" })],
        expected: [Retains, "data-1", /onDelete is "retain"/],
    },
    "a NamedVolume of which only the volume goes": {
        changes: [
            { op: "same", old: gate({}), new: gate({}) },
            { op: "delete", old: automatic("data-1") },
        ],
        expected: [Retains, "data-1", /stays on the Docker host/],
    },
    "a NamedVolume that goes without its gate": {
        changes: [{ op: "same", old: gate({}), new: gate({}) }, ...leaving("data-1")],
        expected: [Snapshots, "data-1", /onDelete is "snapshot"/],
    },
    "a NamedVolume with a fixed name that goes without its gate": {
        changes: [{ op: "delete", old: named("fixed") }],
        expected: [Destroys, "fixed", /its gate, which would save the data, is not part of this/],
    },
    "a NamedVolume with another policy": {
        changes: [
            { op: "same", old: automatic("data-1"), new: automatic("data-1") },
            { op: "update", old: gate({}), new: gate({ ON_DELETE: "discard" }) },
        ],
        expected: [None, "data-1", /^onDelete becomes "discard"$/],
    },
    "a new NamedVolume": {
        changes: [
            { op: "create", new: named("data-1") },
            { op: "create", new: gate({}) },
        ],
        expected: [None, undefined, /a new volume/],
    },
};

function effectsOf(document: string): Effect[] {
    return worstOfEach(plannedEffects(readPreview(document)).effects);
}

describe("What a plan says of a volume", () => {
    for (const [what, { changes, expected, inEventLogOnly }] of Object.entries(cases)) {
        for (const [format, write] of Object.entries({ "an event log": eventLog, "preview --json": previewJson })) {
            if (inEventLogOnly && write === previewJson) continue;
            it(`is "${expected[0]}" for ${what}, from ${format}`, () => {
                const effects = effectsOf(write(changes));
                assert.equal(effects.length, 1, JSON.stringify(effects));
                const [{ kind, name, volumes, reason }] = effects;
                assert.deepEqual([kind, name, volumes[0]], [expected[0], "data", expected[1]]);
                assert.match(reason, expected[2]);
            });
        }
    }

    it("is no copying for a fixed name, unless Docker itself does not keep the data", () => {
        const copies = (old: object): number | undefined => effectsOf(eventLog(replaceFixed({}, {}, old)))[0].copies;
        assert.deepEqual([copies({}), copies(inFolder)], [0, 2]);
    });

    it("begins with the worst", () => {
        const other = component("NamedVolume", "other");
        const otherGate = { ...gate({}, "other-1"), urn: `${other}-gate`, parent: other };
        const kinds = effectsOf(
            eventLog([
                { op: "delete", old: otherGate },
                {
                    op: "delete",
                    old: { ...volume("plain-1"), urn: "urn:pulumi:test::project::docker:index/volume:Volume::plain" },
                },
                ...update(gate({}), {}),
            ]),
        ).map(({ kind }) => kind);
        assert.deepEqual(kinds, [Destroys, Migrates, Snapshots]);
    });

    it("is of the Docker host and the image that its scripts name", () => {
        const host = (environment: object): Effect["host"] =>
            effectsOf(eventLog([{ op: "delete", old: gate(environment) }]))[0].host;
        assert.deepEqual(host({}), { address: "", toolboxImage: "toolbox" });
        assert.deepEqual(host({ DOCKER_HOST: "ssh://edge" }), { address: "ssh://edge", toolboxImage: "toolbox" });
        assert.equal(host({ DOCKER_HOST: "[secret]" }).address, undefined);
        assert.equal(host({ DOCKER_HOST: "tcp://edge:2376", DOCKER_CERT_PATH: "/etc/tls" }).certPath, "/etc/tls");
    });

    it("is of the Docker host of its provider, or else of the stack's config", () => {
        const provider = state("pulumi:providers:docker", "edge", { inputs: { host: "ssh://edge" } });
        const old = volume("data-1", { provider: `${provider.urn}::an-id` });
        const steps: Changes = [
            { op: "same", old: provider, new: provider },
            { op: "delete", old },
        ];
        assert.equal(effectsOf(eventLog(steps))[0].host.address, "ssh://edge");
        const config = { "docker:host": "ssh://config" };
        assert.equal(effectsOf(previewJson([{ op: "delete", old }], config))[0].host.address, "ssh://config");
    });
});

describe("What a plan says of mounts", () => {
    const detached = (changes: Changes): string[] =>
        effectsOf(eventLog(changes))
            .filter(({ kind }) => kind === Detaches)
            .map(({ name, reason }) => `${name}: ${reason}`);

    it("tells of a volume that a container mounts no more", () => {
        const old = container("1", [mount("one"), mount("two", "/two")]);
        assert.deepEqual(detached(replacement(old, container("2", [mount("one")]))), [
            "two: container app mounts it no more",
        ]);
        assert.equal(detached([{ op: "delete", old }]).length, 2);
    });

    it("tells of none when another container mounts it, or the same one what is known later", () => {
        const old = container("1", [mount("one")]);
        const other = { ...container("2", [mount("one", "/elsewhere")]), urn: `${APP}-other` };
        assert.deepEqual(
            detached([
                { op: "delete", old },
                { op: "create", new: other },
            ]),
            [],
        );
        assert.deepEqual(detached(replacement(old, container("2", [mount(UNKNOWN_VALUE)]))), []);
    });

    it("tells of a mount that a container has through another one", () => {
        const inputs = { environment: { SOURCE: "one", TARGET: "/data", MODE: "nocopy" } };
        const old = state("command:local:Command", "app-mount-0", { inputs }, APP);
        assert.deepEqual(detached([{ op: "delete", old }]), ["one: container app mounts it no more"]);
    });

    it("tells what happens to a volume rather than that its container goes", () => {
        const changes: Changes = [
            { op: "delete", old: container("1", [mount("data-1")]) },
            { op: "delete", old: gate({ SNAPSHOTS: undefined }) },
            ...leaving("data-1"),
        ];
        assert.deepEqual(
            effectsOf(eventLog(changes)).map(({ kind }) => kind),
            [Snapshots],
        );
    });

    it("notes that a container stays on its volume when it is only updated", () => {
        const notes = (source: string): string[] => {
            const step = { op: "update", old: container("1", [mount("one")]), new: container("1", [mount(source)]) };
            return plannedEffects(readPreview(eventLog([step]))).notes;
        };
        assert.match(notes("two")[0], /^container app stays on volume one: /);
        assert.match(notes(UNKNOWN_VALUE)[0], /^container app stays on volume one: /);
        assert.deepEqual(notes("one"), []);
    });

    it("tells which containers take their anonymous volumes with them", () => {
        const leaving = (more: object): object[] =>
            plannedEffects(
                readPreview(
                    eventLog([{ op: "delete", old: container("1", [{ type: "volume", target: "/x" }], more) }]),
                ),
            ).containers;
        const expected = { id: "1", name: "app", declaresAnonymous: true };
        const [{ host: _, ...byDefault }] = leaving({}) as { host: object }[];
        assert.deepEqual(byDefault, { ...expected, removesVolumes: true });
        const [{ host: __, ...kept }] = leaving({ removeVolumes: false }) as { host: object }[];
        assert.deepEqual(kept, { ...expected, removesVolumes: false });
    });

    it("tells that the folder of a BindMount stays when it goes or another takes its place", () => {
        const folder = (path: string): PreviewedState =>
            state(
                "command:local:Command",
                "shared-folder",
                { inputs: { environment: { FOLDER: path } } },
                component("BindMount", "shared"),
            );
        assert.deepEqual(detached([{ op: "delete", old: folder("/srv/one") }]), [
            "shared: folder /srv/one stays, with its data",
        ]);
        assert.deepEqual(detached([{ op: "update", old: folder("/srv/one"), new: folder("/srv/two") }]), [
            "shared: /srv/two takes the place of /srv/one, which stays as it is",
        ]);
        assert.deepEqual(detached([{ op: "same", old: folder("/srv/one"), new: folder("/srv/one") }]), []);
    });
});
