import assert from "node:assert/strict";
import { deviations } from "../../../bench/changes/deviations";
import type { Observation } from "../../../bench/changes/observation";
import { resolve } from "../../../bench/changes/resolve";
import type { Storage } from "../../../bench/changes/storage";

const ground = { scope: "run", folder: "/run", images: { toolbox: "toolbox", other: "other" } };
const declared: Storage = resolve(
    {
        volumes: { data: { labels: { purpose: "test" } } },
        containers: { app: { mounts: [{ type: "volume", source: "data", target: "/data" }] } },
    },
    ground,
);

function observed(): Observation {
    const { labels = {} } = declared.volumes.data;
    const mounts = [{ type: "volume", source: "data-1", target: "/data", readOnly: false }];
    return {
        containers: [{ id: "1", name: "app-1", role: "app", image: "toolbox", env: [], isRunning: true, mounts }],
        volumes: [{ name: "data-1", role: "data", driver: "local", driverOpts: {}, labels }],
    };
}

describe("What the daemon has, compared with what is declared", () => {
    it("is the same when nothing differs, whatever tools label for themselves", () => {
        const real = observed();
        real.volumes[0].labels = { ...real.volumes[0].labels, "com.docker.compose.project": "run" };
        assert.deepEqual(deviations(declared, real), []);
    });

    it("is not when the container is on a volume from before the change", () => {
        const real = observed();
        const labels = { ...real.volumes[0].labels, purpose: "old" };
        real.volumes.push({ ...real.volumes[0], name: "data-0", labels });
        real.containers[0].mounts[0].source = "data-0";
        assert.deepEqual(deviations(declared, real), ["/data: volume has other labels"]);
    });

    it("is not when the volume has other driver options", () => {
        const real = observed();
        real.volumes[0].driverOpts = { type: "tmpfs", device: "tmpfs" };
        assert.match(deviations(declared, real).join(), /volume has other driver options/);
    });

    it("is not when the volume still has a fixed name", () => {
        const real = observed();
        real.volumes[0].name = real.containers[0].mounts[0].source = "run-fixed-data";
        assert.match(deviations(declared, real).join(), /volume has another name/);
    });

    it("is not when the container does not run, is there twice, or should be gone", () => {
        const stopped = observed();
        stopped.containers[0].isRunning = false;
        assert.deepEqual(deviations(declared, stopped), ["container app does not run"]);
        const twice = observed();
        twice.containers.push({ ...twice.containers[0], id: "2" });
        assert.deepEqual(deviations(declared, twice), ["2 containers app"]);
        assert.deepEqual(deviations({ volumes: {}, containers: {} }, observed()), ["container app is still there"]);
    });

    it("is not when it is mounted elsewhere, or otherwise", () => {
        const elsewhere = observed();
        elsewhere.containers[0].mounts[0].target = "/srv";
        assert.deepEqual(deviations(declared, elsewhere), ["app mounts /srv", "app does not mount /data"]);
        const readOnly = observed();
        readOnly.containers[0].mounts[0].readOnly = true;
        assert.deepEqual(deviations(declared, readOnly), ["/data: is read-only"]);
    });
});
