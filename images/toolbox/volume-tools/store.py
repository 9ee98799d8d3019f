"""Where snapshots are kept."""

import json
import sys
from pathlib import Path

from archives import Archives
from restic import Restic

PLACE = Path("/snapshots")


def given_store():
    """What comes on standard input are the secrets of a restic repository; without any, snapshots are archives in a folder."""
    secrets = sys.stdin.read()
    return Restic(json.loads(secrets)) if secrets else Archives(PLACE)
