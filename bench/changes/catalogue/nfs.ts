import type { Change, Container, Volume } from "../storage";
import { app, onData, volumeChange } from "./base";

/** Nothing listens there: not on the NFS port, and nothing answers. */
const SERVER = "127.0.0.1";
const share = (nfs: Partial<NonNullable<Volume["nfs"]>> = {}): Volume => ({
    nfs: { server: SERVER, export: "/export", ...nfs },
});
const withShare: Container = { mounts: [onData, { type: "volume", source: "share", target: "/share" }] };

/** A change of an NFS volume that no container mounts yet, beside a volume with data. */
function shareChange(name: string, title: string, before: Volume, after: Volume): Change {
    return {
        name,
        title,
        before: { volumes: { data: {}, share: before }, containers: { app } },
        after: { volumes: { data: {}, share: after }, containers: { app } },
    };
}

/** With a server that does not answer. */
export const nfsChanges: Change[] = [
    volumeChange(
        "to-nfs",
        "Volume moved to NFS, no server answers",
        {},
        { driverOpts: { type: "nfs", o: `addr=${SERVER},nfsvers=4.2,soft`, device: ":/export" } },
    ),
    {
        name: "nfs-added",
        title: "NFS mount added, no server answers",
        before: { volumes: { data: {} }, containers: { app } },
        after: { volumes: { data: {}, share: share() }, containers: { app: withShare } },
    },
    shareChange("nfs-server", "NFS server changed, none answers", share(), share({ server: "127.0.0.2" })),
    shareChange("nfs-options", "NFS options changed, no server answers", share(), share({ timeoutSeconds: 20 })),
];
