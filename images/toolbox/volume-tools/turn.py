"""Programs that change one volume take turns: one whose client is gone goes on, and another update may begin meanwhile."""

import fcntl
import os
import sys

import docker_folder

ROOT = docker_folder.ROOT / "docker-storage" / "turns"


def take(subject):
    """Held until this process ends."""
    ROOT.mkdir(parents=True, exist_ok=True)
    place = ROOT / subject
    while True:
        opened = os.open(place, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print(f"waiting for what an earlier update does to volume {subject}", file=sys.stderr, flush=True)
            fcntl.flock(opened, fcntl.LOCK_EX)
        # Whoever had it may have removed the file.
        if place.exists() and os.path.samestat(os.fstat(opened), place.stat()):
            return
        os.close(opened)


def end(subject):
    (ROOT / subject).unlink(missing_ok=True)
