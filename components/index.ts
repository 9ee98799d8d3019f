export { BindMount, BindMountArgs } from "./bind-mount";
export { DockerHost, DockerHostArgs } from "./docker-host";
export { ResticRepository, SnapshotPlace } from "./data/snapshot-place";
export { NfsSubfolder } from "./data/nfs-access";
export { NamedVolume, NamedVolumeArgs, RestoreFrom, Seed } from "./named-volume";
export { NfsVolume, NfsVolumeArgs } from "./nfs-volume";
export { Healthcheck, Mount, NetworkAttachment, Port, SharedContainer, SharedContainerArgs } from "./shared-container";
export {
    Placement,
    ServiceMount,
    ServicePort,
    ServiceUpdate,
    SharedService,
    SharedServiceArgs,
} from "./shared-service";
export { StorageSummary, StorageSummaryArgs } from "./storage-summary";
export { SummaryHost, SummaryNfsServer, SummaryVolume } from "./data/summary-inputs";
export { Quiesce, VolumeBackup, VolumeBackupArgs } from "./volume-backup";
export { AccessMode } from "./model/access-modes";
export { QuiesceMode, Retention } from "./model/backups";
export { Bandwidth, VolumeBandwidth } from "./model/bandwidth";
export { Budget, BudgetAction } from "./model/budgets";
export { Usage } from "./model/capacity";
export { PortProtocol, RestartPolicy } from "./model/containers";
export { DockerEndpoint } from "./model/docker-endpoints";
export { CapacityEnforcement } from "./model/enforcement";
export { FileSystem, TmpfsMount } from "./model/file-system";
export { FigureSource } from "./model/figures";
export { Geometry } from "./model/geometry";
export { Migration } from "./model/migration";
export { MountPoint, MountType, Propagation } from "./model/mounts";
export { NfsAccess } from "./model/nfs-access";
export { NfsSecurity, NfsVersion } from "./model/nfs-options";
export { Latency, Performance, PerformanceTest, Speed } from "./model/performance";
export { OnDelete, OnMove, OnReplace } from "./model/policies";
export { PublishMode, UpdateFailureAction, UpdateOrder } from "./model/services";
export { Restoration } from "./model/snapshots";
export { Consumer, Totals, UsageTotals, VolumeFigures } from "./model/storage-facts";
