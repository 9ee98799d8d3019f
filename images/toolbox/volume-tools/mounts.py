"""What a worker mounts."""

import csv
import os

SCRATCH_LABELS = {"io.docker-storage.managed": "scratch"}


def volume_at(target, name, read_only=False):
    """A named volume as it is: Docker copies nothing to it."""
    return _types().Mount(target, name, type="volume", read_only=read_only, no_copy=True)


def scratch():
    """A volume of the worker's own, which goes with it."""
    return _types().Mount("/scratch", None, type="volume", labels=SCRATCH_LABELS)


def ledger():
    return f"{os.environ['ROOT']}/docker-storage/ledger:/ledger"


def snapshots(place, is_elsewhere):
    """
    place: the text of a mount, as `docker run --mount` takes it.
    is_elsewhere: whether they are in a repository that needs no mount.

    Without either they are in Docker's own folder. Returns mounts and binds.
    """
    if not place:
        return [], [] if is_elsewhere else [f"{os.environ['ROOT']}/docker-storage/snapshots:/snapshots"]
    fields = [field.partition("=") for field in next(csv.reader([place]))]
    given = {key: value for key, _, value in fields}
    labels = dict([given["volume-label"].split("=", 1)]) if "volume-label" in given else None
    options = {"no_copy": True, "labels": labels} if given["type"] == "volume" else {}
    return [_types().Mount(given["target"], given["source"], type=given["type"], **options)], []


def _types():
    # As in docker_api.py.
    import docker.types

    return docker.types
