import { type Change, type Mount, ROLE_OF_APP } from "../storage";
import { app, containerChange, onData, oneVolume } from "./base";

const MEBIBYTE = 1024 * 1024;
const onFolder = (folder: string): Mount => ({ type: "bind", source: `folder:${folder}`, target: "/data" });
const withTmpfs = (tmpfsSizeBytes: number) => ({
    mounts: [onData, { type: "tmpfs", target: "/scratch", tmpfsSizeBytes } as const],
});
const binds = (folder: string) => ({ volumes: {}, containers: { app: { mounts: [onFolder(folder)] } } });
const anonymous = (env: Record<string, string>) => ({
    volumes: {},
    containers: { app: { env, mounts: [{ type: "volume", target: "/data" } as const] } },
});

/** What containers mount, where and how. */
export const mountChanges: Change[] = [
    {
        ...containerChange("mount-target", "Mount target", app, { mounts: [{ ...onData, target: "/srv" }] }),
        dataAfter: { container: ROLE_OF_APP, target: "/srv" },
    },
    containerChange("read-only", "Mount made read-only", app, { mounts: [{ ...onData, readOnly: true }] }),
    { name: "bind-path", title: "Path of a bind mount", before: binds("one"), after: binds("two") },
    { name: "bind-to-volume", title: "Bind mount to volume", before: binds("one"), after: oneVolume() },
    containerChange("tmpfs-size", "Size of a tmpfs mount", withTmpfs(16 * MEBIBYTE), withTmpfs(32 * MEBIBYTE)),
    {
        name: "anonymous",
        title: "Environment edited, container with an anonymous volume",
        before: anonymous({ MODE: "first" }),
        after: anonymous({ MODE: "second" }),
    },
    {
        name: "volume-moved",
        title: "Volume moved to another container",
        before: { volumes: { data: {} }, containers: { app, other: { mounts: [] } } },
        after: { volumes: { data: {} }, containers: { app: { mounts: [] }, other: app } },
        dataAfter: { container: "other", target: "/data" },
    },
    {
        name: "second-container",
        title: "Second container added to a volume",
        before: oneVolume(),
        after: { volumes: { data: {} }, containers: { app, other: app } },
    },
    {
        name: "second-container-and-label",
        title: "Label edited, volume of two containers",
        before: { volumes: { data: { labels: { purpose: "first" } } }, containers: { app, other: app } },
        after: { volumes: { data: { labels: { purpose: "second" } } }, containers: { app, other: app } },
    },
];
