"""
Whom a migration has stopped: noted on the Docker host until they run again or the volume is gone, for whoever comes after a daemon that went
down, or does not hear that the migration succeeded.
"""

import json
import os
import sys
from contextlib import contextmanager, suppress

import docker_api
import docker_folder
from failure import Failure
from places import sync_names

ROOT = docker_folder.ROOT / "docker-storage" / "stopped"


@contextmanager
def stopping(volume):
    """Gives what stops them. They are started again if what follows fails; otherwise the update goes on, and replaces them."""
    _forget_removed()
    stopped = Stopped(volume)
    try:
        yield stopped
    except BaseException:
        stopped.start_again()
        raise


def _forget_removed():
    for place in ROOT.glob("[!.]*"):
        if docker_api.volume_of(place.name) is None:
            place.unlink(missing_ok=True)


class Stopped:
    def __init__(self, volume):
        self._volume = volume
        self._place = ROOT / volume
        self._containers = json.loads(self._place.read_text()) if volume and self._place.exists() else []
        self._stopping = None
        self.at = ""

    def stop(self, container, grace_seconds):
        """Notes it beforehand. One that an update deletes meanwhile counts as stopped."""
        self._note([container, *self._containers])
        print(f"stopping container {container}, which writes to volume {self._volume}", file=sys.stderr, flush=True)
        self._stopping = container
        try:
            docker_api.stop(container, grace_seconds)
            self.at = self.at or docker_api.inspect(container)["State"]["FinishedAt"]
        except docker_api.NotFound:
            pass
        except docker_api.Refused:
            self._stopping = None
            raise
        self._stopping = None

    def start_again(self):
        """All that can be; the others are named, and stay noted."""
        if self._stopping:
            # Docker goes on with it, and would stop it after it was started.
            with suppress(Failure):
                docker_api.act(self._stopping, "stop")
        left = []
        for container in self._containers:
            try:
                with suppress(docker_api.NotFound):
                    docker_api.act(container, "start")
            except Failure as failure:
                left.append(container)
                print(
                    f"container {container}, which was stopped for the copy, does not start again: start it, unless the next update is to "
                    f"replace it: {failure}",
                    file=sys.stderr,
                )
        self._note(left)

    def _note(self, containers):
        self._containers = containers
        if not self._volume:
            return
        if not containers:
            self._place.unlink(missing_ok=True)
            return
        ROOT.mkdir(parents=True, exist_ok=True)
        part = ROOT / f".{self._volume[:200]}"
        with open(part, "w", encoding="utf-8") as file:
            json.dump(containers, file)
            file.flush()
            os.fsync(file.fileno())
        part.rename(self._place)
        sync_names(ROOT)
