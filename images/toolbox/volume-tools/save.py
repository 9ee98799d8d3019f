"""Saves what is in a volume that leaves the stack to a snapshot, and fails if it cannot."""

import json
import os
import sys

import aside
import docker_api
import turn
import worker
from mounts import scratch, snapshots, volume_at
from reclaim_plan import refuse_users


def save(volume, on_delete, secrets):
    """What is set aside of it goes then; the volume itself is removed by its reclaim."""
    turn.take(volume)
    worker.remove_abandoned()
    about = docker_api.volume_of(volume)
    if aside.is_kept(volume):
        if on_delete == "snapshot":
            folder = f"{os.environ['ROOT']}/docker-storage/aside/{volume}"
            take(aside.about(volume), [], [f"{folder}/{aside.DATA}:/from:ro"], secrets)
        aside.let_go(volume)
    elif on_delete == "snapshot" and about is None:
        print(f"volume {volume} is gone: there is nothing to take a snapshot of", file=sys.stderr)
    elif on_delete == "snapshot":
        refuse_users(volume, docker_api.users(volume, about["Mountpoint"]))
        take(about, [volume_at("/from", volume, read_only=True)], [], secrets)
    turn.end(volume)


def take(about, mounts, binds, secrets):
    """
    about: what Docker tells of the volume, or told when it was set aside.
    mounts, binds: what a worker is to see of it, at /from.
    """
    place_mounts, place_binds = snapshots(os.environ["SNAPSHOTS"], is_elsewhere=bool(secrets))
    worker.run(
        ["take-snapshot"],
        [*mounts, scratch(), *place_mounts],
        [*binds, *place_binds],
        {"VOLUME": json.dumps(about), **{name: os.environ[name] for name in ("FOLDER", "URN")}},
        secrets=secrets,
        network=os.environ["NETWORK"],
    )
