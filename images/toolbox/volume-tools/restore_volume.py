"""Restores a snapshot to a volume that is empty."""

import docker_api
import snapshot_worker
from failure import Failure
from mounts import volume_at
from places import TO


def restore(volume, request, secrets):
    """Returns a statement of what was restored, as JSON."""
    if docker_api.volume_of(volume) is None:
        raise Failure(f"there is no volume {volume}")
    environment = {"REQUEST": request, "VOLUME": volume}
    return snapshot_worker.run(["restore-snapshot"], [volume_at(str(TO), volume)], [], environment, secrets)
