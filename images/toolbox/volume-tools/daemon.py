"""
As which daemons the one of this host is known, in a file of its folder: a machine may be renamed, and the folder moved. The machine's
own ID is noted, too: machines that were made from one image share the rest.
"""

import os
from pathlib import Path

from places import sync_names

MACHINE = Path("/host-machine-id")
KNOWN_AS = Path("/kept/known-as")


def know_as(daemon):
    if is_known_as(daemon):
        return
    with open(KNOWN_AS, "a") as file:
        file.write(f"{_line(daemon)}\n")
        file.flush()
        os.fsync(file.fileno())
    sync_names(KNOWN_AS.parent)


def is_known_as(daemon):
    return KNOWN_AS.exists() and _line(daemon) in KNOWN_AS.read_text().splitlines()


def _line(daemon):
    return f"{MACHINE.read_text().strip()} {daemon}"
