"""Docker's own folder, at /docker, in which it keeps the data of most volumes."""

import json
from pathlib import Path

ROOT = Path("/docker")


def place_of(volume):
    """Where Docker keeps a volume's data; None if it keeps none, as the data is on a server, say, or if there is no such volume."""
    folder = ROOT / "volumes" / volume
    try:
        options = json.loads((folder / "opts.json").read_text())
    except FileNotFoundError:
        options = {}
    data = folder / "_data"
    return data if data.is_dir() and not options.get("MountDevice") else None
