"""Docker's own folder, at /docker, in which it keeps the data of most volumes."""

import json
from pathlib import Path

ROOT = Path("/docker")


def place_of(volume):
    """Where Docker keeps a volume's data; None if it keeps none, as the data is on a server, say, or if there is no such volume."""
    data = ROOT / "volumes" / volume / "_data"
    return data if data.is_dir() and not _options(volume).get("MountDevice") else None


def has_quota(volume):
    """Whether Docker holds it to a size: the folder itself carries that."""
    return bool(_options(volume).get("Quota", {}).get("Size"))


def _options(volume):
    """Source: optsConfig in volume/local/local.go, moby."""
    try:
        return json.loads((ROOT / "volumes" / volume / "opts.json").read_text())
    except FileNotFoundError:
        return {}
