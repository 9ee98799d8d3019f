"""Where snapshots are kept."""

import json
import sys
from pathlib import Path

from archives import Archives
from restic import Restic

PLACE = Path("/snapshots")


# In a container that keeps running, and reads them again whenever it starts.
SECRETS = Path("/etc/docker-storage/secrets.json")


def given_store():
    """
    What comes on standard input, or is in the file, are the secrets of a restic repository; without any, snapshots are archives
    in a folder.
    """
    secrets = SECRETS.read_text() if SECRETS.exists() else sys.stdin.read()
    return Restic(json.loads(secrets)) if secrets else Archives(PLACE)
