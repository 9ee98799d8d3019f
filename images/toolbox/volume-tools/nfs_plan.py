"""What is to be done so that the data of an NfsVolume is in the folder that it is to show now."""

from dataclasses import dataclass
from pathlib import PurePosixPath

from failure import Failure
from migrate_plan import plan_copy


@dataclass(frozen=True)
class Folder:
    """What an NfsVolume shows; port 0 is the usual one."""

    version: str
    port: str
    place: str

    @classmethod
    def of(cls, text):
        return cls(*text.split(" ", 2))

    @property
    def server(self):
        return self.place.partition(":/")[0]

    @property
    def path(self):
        return PurePosixPath(self.place[len(self.server) + 1 :])


def refuse_nested(former, folder):
    """Fails if a copy would meet itself."""
    if former.server != folder.server:
        return
    if former.path in folder.path.parents:
        raise Failure(f"{folder.place} lies in {former.place}, which cannot be copied into itself: choose another folder, {_remedy(folder)}")
    if folder.path in former.path.parents:
        raise Failure(f"{former.place} lies in {folder.place}, which cannot become a copy of it: choose another folder, {_remedy(folder)}")


def plan(old, new, former, folder, stack, found):
    """found: as migrate_plan has it."""
    if not found.has_old:
        raise Failure(
            f"the volume that showed {former.place} is gone, so nothing can be copied from there: put the former server, export and subfolder "
            f"back, update, and then change them, {_remedy(folder)}"
        )
    return plan_copy(old, new, stack, found)


def unanswered(former, folder):
    """The reason, which is said before this, is that of the server."""
    return Failure(f"so nothing can be copied from {former.place} to {folder.place}: have that server answer, {_remedy(folder)}")


def _remedy(folder):
    return f'or set onMove to "adopt" to take {folder.place} as it is'
