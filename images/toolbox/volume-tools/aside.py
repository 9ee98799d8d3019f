"""
What a volume of a fixed name holds while the volume is removed and made anew: Docker cannot have two volumes of one name.

It lies in Docker's own folder beside the volumes, by the volume's name, where no prune removes it. Where Docker itself keeps the data,
it is moved there and back: nothing is copied, and no moment comes at which a part of it is missing.
"""

import errno
import json
import os
import shutil
import time

import docker_folder
import evidence
import ledger
import migration
import tree
from failure import Failure
from places import FROM, names_in, sync_names

ROOT = docker_folder.ROOT / "docker-storage" / "aside"
# Of a volume: what it held, all of it; what is copied of it so far; and what Docker told of it.
DATA = "data"
COPY = "copy"
ABOUT = "volume.json"


def is_kept(volume):
    return (ROOT / volume / DATA).is_dir()


def about(volume):
    """What Docker told of it when it was set aside."""
    return json.loads((ROOT / volume / ABOUT).read_text(encoding="utf-8"))


def begin(volume):
    """Whether anything is set aside of a volume that is made: what the ledger knows is of another one that had its name."""
    ledger.forget(volume)
    return is_kept(volume)


def set_aside(volume, about, device, is_copy_lost, data=FROM):
    """
    volume: the one at `data`, with what `docker volume inspect` tells of it.
    device: what has the data in place of Docker.
    is_copy_lost: whether the copy of which the ledger knows is not there any more.

    `aside` once nothing is left in the volume; `copy` if it has to be copied to its folder here; otherwise what `evidence.find` says
    of data that is elsewhere.
    """
    found = evidence.find(volume, device, data)
    if found.partition(" ")[0] not in ("none", "changed") and not is_copy_lost:
        return found
    if is_kept(volume):
        if not names_in(data) or not tree.difference(tree.scan(data), tree.scan(ROOT / volume / DATA)):
            return "aside"
        raise Failure(_two(volume, f"volume {volume}"))
    folder = ROOT / volume
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    with open(os.open(folder / ABOUT, os.O_WRONLY | os.O_CREAT, 0o600), "w", encoding="utf-8") as file:
        file.write(about)
    place = docker_folder.place_of(volume)
    if place is None or docker_folder.has_quota(volume) or not _moved(place, folder / DATA):
        (folder / COPY).mkdir()
        return "copy"
    place.mkdir()
    sync_names(place.parent)
    return "aside"


def keep_copy(volume):
    """What was copied and compared is what is set aside from now on."""
    _moved(ROOT / volume / COPY, ROOT / volume / DATA)


def bring_back(former, volume):
    """Moves what is set aside of the former volume to the new one, and states that; returns nothing if it has to be copied there."""
    began_at = time.time()
    data, place = ROOT / former / DATA, docker_folder.place_of(volume)
    if place is None or docker_folder.has_quota(volume) or data.stat().st_dev != place.stat().st_dev:
        return None
    for known in {former, volume}:
        there = docker_folder.place_of(known)
        if there and names_in(there):
            raise Failure(_two(former, f"volume {known}"))
    figures = tree.figures(tree.listing(data))
    # An empty folder gives way at once.
    if not _moved(data, place):
        return None
    let_go(former)
    return migration.statement(former, volume, figures, began_at)


def let_go(volume):
    """Nobody takes a part of it for all of it if this is interrupted."""
    data, gone = ROOT / volume / DATA, ROOT / volume / "gone"
    if data.exists():
        data.rename(gone)
    shutil.rmtree(ROOT / volume, ignore_errors=True)


def _moved(source, target):
    """Whether both are on one file system, so that it could be moved; it is on the disk then."""
    try:
        source.rename(target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        return False
    for folder in (target.parent, source.parent):
        sync_names(folder)
    return True


def _two(volume, other):
    return (
        f"an update that failed has set aside what volume {volume} held, in docker-storage/aside/{volume}/{DATA} below Docker's own folder, and "
        f"{other} holds data as well. Both stay: bring over by hand what is to stay, empty the one or the other, and update again"
    )
