"""Saves what is in a volume that leaves the stack to a snapshot, and fails if it cannot."""

import json
import os
import sys

import aside
import docker_api
import snapshot_worker
from copying import Side
from places import FROM
from reclaim_plan import refuse_users


def save(volume, on_delete, secrets):
    """What is set aside of it goes then; the volume itself is removed by its reclaim."""
    about = docker_api.volume_of(volume)
    if aside.is_kept(volume):
        if on_delete == "snapshot":
            take(aside.about(volume), Side(volume, aside.DATA), secrets)
        aside.let_go(volume)
    elif on_delete == "snapshot" and about is None:
        print(f"volume {volume} is gone: there is nothing to take a snapshot of", file=sys.stderr)
    elif on_delete == "snapshot":
        refuse_users(volume, docker_api.users(volume, about["Mountpoint"]))
        take(about, Side(volume), secrets)


def take(about, side, secrets):
    """
    about: what Docker tells of the volume, or told when it was set aside.
    """
    mounts, binds = side.shown(FROM, read_only=True)
    given = {name: os.environ[name] for name in ("FOLDER", "URN")}
    snapshot_worker.run(["take-snapshot"], mounts, binds, {"VOLUME": json.dumps(about), **given}, secrets)
