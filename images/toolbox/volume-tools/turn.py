"""Programs that change one volume take turns: one whose client is gone goes on, and another update may begin meanwhile."""

import fcntl
import os
import sys
from contextlib import contextmanager

import docker_folder
import worker

ROOT = docker_folder.ROOT / "docker-storage" / "turns"


@contextmanager
def of(volume):
    """Waits for those that began earlier, and removes what is left of those that were killed."""
    place = ROOT / volume
    _lock(place)
    try:
        worker.remove_abandoned()
        yield
    finally:
        place.unlink(missing_ok=True)


def _lock(place):
    """Held until this process ends."""
    ROOT.mkdir(parents=True, exist_ok=True)
    while True:
        opened = os.open(place, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print(f"waiting for what an earlier update does to volume {place.name}", file=sys.stderr, flush=True)
            fcntl.flock(opened, fcntl.LOCK_EX)
        # Whoever had it may have removed the file.
        if place.exists() and os.path.samestat(os.fstat(opened), place.stat()):
            return
        os.close(opened)
