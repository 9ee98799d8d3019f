import { describeSnapshotsAs } from "./snapshots-as";

describeSnapshotsAs("archives");
