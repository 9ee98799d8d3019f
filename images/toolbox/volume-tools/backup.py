"""Backs a volume up while containers use it: takes a snapshot, and lets go of old ones."""

import json
import sys
from dataclasses import dataclass

import snapshot
from failure import Failure
from quiesce import ACTIONS, quiescing
from retention import outdated


@dataclass(frozen=True)
class Job:
    folder: str
    urn: str
    # What `docker volume inspect` tells of it.
    volume: dict
    quiesce: dict
    keep: dict

    @staticmethod
    def of(environment):
        volume, how, keep = (json.loads(environment[name] or "{}") for name in ("VOLUME", "QUIESCE", "KEEP"))
        return Job(environment["FOLDER"], environment["URN"], volume, how, keep)


def back_up(store, job):
    """Returns the snapshot's name."""
    quiesced = quiescing(job.quiesce, job.volume["Name"])
    live = job.quiesce.get("mode") not in ACTIONS
    name, _ = snapshot.take(store, job.folder, job.urn, job.volume, live, quiesced)
    print(f"took and verified snapshot {job.folder}/{name} of volume {job.volume['Name']}", file=sys.stderr, flush=True)
    try:
        old = outdated(store.snapshots(job.folder), job.keep)
        store.remove(old)
        if old:
            print(f"removed {len(old)} old snapshots of {job.folder}", file=sys.stderr, flush=True)
    except Failure as failure:
        # The snapshot is there, and the next one tries again.
        print(f"old snapshots stay for now: {failure}", file=sys.stderr, flush=True)
    return name
