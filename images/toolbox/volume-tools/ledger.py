"""
What a Docker host knows of volumes whose data is elsewhere now, by the name of the volume.

It lies below Docker's own root folder, but is no volume, so that no prune removes it.
"""

import json
import os
import tempfile
from pathlib import Path

from places import sync_names

ROOT = Path("/ledger")
# A name of Docker's does not begin with it, and may be as long as that of a file.
UNFINISHED = "."


def is_kept():
    return os.path.ismount(ROOT)


def note(volume, **facts):
    number, part = tempfile.mkstemp(prefix=UNFINISHED, dir=ROOT)
    with open(number, "w", encoding="utf-8") as file:
        json.dump(facts, file)
        file.flush()
        # Where Docker has users of its own (userns-remap), a worker's root is another one.
        os.fchmod(file.fileno(), 0o644)
        os.fsync(file.fileno())
    os.rename(part, _place(volume))
    sync_names(ROOT)


def noted(volume):
    """The facts of the last note; nothing if there is none."""
    try:
        return json.loads(_place(volume).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None


def forget(volume):
    _place(volume).unlink(missing_ok=True)


def notes():
    """Of each volume, its name and the facts."""
    for place in sorted(ROOT.iterdir()):
        if not place.name.startswith(UNFINISHED):
            yield place.name, json.loads(place.read_text(encoding="utf-8"))


def _place(volume):
    return ROOT / volume
