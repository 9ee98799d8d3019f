"""Copies the data of a volume for a program that has Docker's socket."""

import os
from contextlib import contextmanager
from dataclasses import dataclass

import worker
from mounts import ledger, volume_at
from places import FROM, TO


@dataclass(frozen=True)
class Side:
    """
    A volume, or what is set aside of it.

    folder: below the one of what is set aside.
    """

    name: str
    folder: str = ""

    def shown(self, target, read_only):
        """Mounts and binds of a worker."""
        if not self.folder:
            return [volume_at(str(target), self.name, read_only)], []
        bind = f"{os.environ['ROOT']}/docker-storage/aside/{self.name}/{self.folder}:{target}"
        return [], [f"{bind}:ro" if read_only else bind]


@contextmanager
def copying(source, target, is_noted=False):
    """
    Gives what runs a phase of a copy (see copy_volume.py) and returns what that states. Both sides are held meanwhile.

    is_noted: whether the ledger is to know that all of the source is in the target.
    """
    mounts, binds = _shown(source, target)
    with worker.holding(mounts, [*binds, *([ledger()] if is_noted else [])]) as held:
        yield lambda phase, stopped_at="": held.run(["copy", phase], _environment(source, target, stopped_at))


def remounting(source, target):
    """As `copying`, with a mount of its own for each phase: of a server, the same mount would show what this host believes to be there."""
    mounts, binds = _shown(source, target)
    return lambda phase, stopped_at="": worker.run(["copy", phase], mounts, binds, _environment(source, target, stopped_at))


def _shown(source, target):
    shown = [source.shown(FROM, read_only=True), target.shown(TO, read_only=False)]
    return [mount for mounts, _ in shown for mount in mounts], [bind for _, binds in shown for bind in binds]


def _environment(source, target, stopped_at):
    return {"FROM": source.name, "TO": target.name, "COPY_ID": worker.program()["Id"], "STOPPED_AT": stopped_at}
