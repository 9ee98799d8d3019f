"""Restores a snapshot to a volume that is empty."""

import os

import docker_api
import worker
from failure import Failure
from mounts import scratch, snapshots, volume_at
from places import TO


def restore(volume, request, secrets):
    """Returns a statement of what was restored, as JSON."""
    if docker_api.volume_of(volume) is None:
        raise Failure(f"there is no volume {volume}")
    mounts, binds = snapshots(os.environ["SNAPSHOTS"], is_elsewhere=bool(secrets))
    return worker.run(
        ["restore-snapshot"],
        [volume_at(str(TO), volume), scratch(), *mounts],
        binds,
        {"REQUEST": request, "VOLUME": volume},
        secrets=secrets,
        network=os.environ["NETWORK"],
    )
