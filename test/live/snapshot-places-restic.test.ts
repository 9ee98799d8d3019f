import { describeSnapshotsAs } from "./snapshots-as";

describeSnapshotsAs("restic");
