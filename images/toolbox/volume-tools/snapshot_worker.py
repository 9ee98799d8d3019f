"""A worker that reaches the snapshots."""

import os

import worker
from mounts import scratch, snapshots


def run(command, mounts, binds, environment, secrets):
    """As `worker.run`."""
    place_mounts, place_binds = snapshots(os.environ["SNAPSHOTS"], is_elsewhere=bool(secrets))
    return worker.run(
        command,
        [*mounts, scratch(), *place_mounts],
        [*binds, *place_binds],
        environment,
        secrets=secrets,
        network=os.environ["NETWORK"],
    )
