"""Where the volumes are mounted."""

import os
import subprocess
from pathlib import Path

import tree

FROM = Path("/from")
TO = Path("/to")


def name(place):
    """What Docker calls the volume that is mounted there."""
    return os.environ[{FROM: "FROM", TO: "TO"}[place]]


def names_in(folder):
    return [name for name in os.listdir(os.fsencode(folder)) if name not in tree.LEFT_OUT]


def size_bytes(folder):
    listed = subprocess.run(["du", "-s", "-B1", folder], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    return int(listed.stdout.split()[0])


def sync(folder):
    """Of the whole file system: what is in its cache is on the disk when this returns."""
    subprocess.run(["sync", "--file-system", folder], check=True)


def file_system(folder):
    """The type of what is mounted there, as the kernel calls it."""
    mounts = [line.split() for line in Path("/proc/self/mountinfo").read_text().splitlines()]
    return next(fields[fields.index("-") + 1] for fields in reversed(mounts) if fields[4] == str(folder))
