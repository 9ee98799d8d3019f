"""
What a Docker host knows of volumes whose data is elsewhere now, by the name of the volume.

It lies below Docker's own root folder, but is no volume, so that no prune removes it.
"""

import json
import os
from pathlib import Path

ROOT = Path("/ledger")
SUFFIX = ".json"


def is_kept():
    return os.path.ismount(ROOT)


def note(volume, **facts):
    part = ROOT / f"{volume}.part"
    with open(part, "w", encoding="utf-8") as file:
        json.dump(facts, file)
        file.flush()
        os.fsync(file.fileno())
    part.rename(_place(volume))
    folder = os.open(ROOT, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


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
    for place in sorted(ROOT.glob(f"*{SUFFIX}")):
        yield place.name.removesuffix(SUFFIX), json.loads(place.read_text(encoding="utf-8"))


def _place(volume):
    return ROOT / f"{volume}{SUFFIX}"
