"""
A disk whose size holds: a file with an ext4 file system in the volume at /disk, attached as a loop device.

The file has all of its blocks from the beginning, so that no write to the disk fails because the host's own is full.
"""

import errno
import os
import signal
from contextlib import contextmanager
from pathlib import Path

from docker_api import act, failed_to_start, volumes_of_device
from failure import Failure
from programs import run

FILE = Path("/disk/disk.ext4")
UNFINISHED = Path("/disk/disk.ext4.unfinished")
MOUNTED = Path("/mnt")
# Exit codes of e2fsck: nothing was wrong, and what was wrong is mended.
SOUND = (0, 1)


def make(device, capacity_bytes):
    """Makes the disk, or gives it another size, when nobody has it mounted; returns the bytes that fit into its file system."""
    if not FILE.exists():
        _create(capacity_bytes)
    attach(device)
    if FILE.stat().st_size != capacity_bytes:
        _resize(device, capacity_bytes)
    with _mounted(device):
        figures = os.statvfs(MOUNTED)
        return figures.f_blocks * figures.f_frsize


def attach(device):
    """Makes it a device under a name that stays the same, when the host was started again, too."""
    loop = run(["losetup", "--noheadings", "--output", "NAME", "--associated", FILE], "no loop devices").strip()
    if not loop:
        run(["e2fsck", "-p", FILE], "the file system is damaged", SOUND)
        loop = run(["losetup", "--find", "--show", "--nooverlap", FILE], "no loop device could be had").strip()
    link = Path(device)
    link.parent.mkdir(exist_ok=True)
    if not link.is_symlink() or os.readlink(link) != loop:
        other = link.with_name(f"{link.name}.new")
        other.unlink(missing_ok=True)
        other.symlink_to(loop)
        other.rename(link)


def keep(device):
    """
    For a container that starts with the Docker daemon: the daemon, which answers when it has tried to start every container, may
    have tried some before their disk was there.
    """
    attach(device)
    for container in failed_to_start(volumes_of_device(device)):
        act(container, "start")
    signal.signal(signal.SIGTERM, lambda *_: None)
    signal.pause()


def remove(device):
    """The device only; the volume with the file goes afterwards."""
    if Path(device).exists():
        run(["losetup", "--detach", device], "the disk could not be detached")
    Path(device).unlink(missing_ok=True)


def _create(capacity_bytes):
    UNFINISHED.unlink(missing_ok=True)
    UNFINISHED.touch(mode=0o600)
    _reserve(UNFINISHED, capacity_bytes)
    run(["mkfs.ext4", "-q", "-m", "0", UNFINISHED], "no file system could be made")
    UNFINISHED.rename(FILE)


def _reserve(file, capacity_bytes):
    before_bytes = file.stat().st_size
    with open(file, "r+b") as opened:
        try:
            os.posix_fallocate(opened.fileno(), 0, capacity_bytes)
        except OSError as error:
            opened.truncate(before_bytes)
            if error.errno != errno.ENOSPC:
                raise
            raise Failure(
                f"the Docker host has no space for a disk of {capacity_bytes} bytes, and nothing was changed: make space, or "
                "declare a smaller geometry"
            ) from None


def _resize(device, capacity_bytes):
    """e2fsck and resize2fs open the disk for themselves alone, so they fail if somebody has it mounted."""
    run(["e2fsck", "-f", "-p", device], "the disk is in use, or its file system is damaged", SOUND)
    needed = run(["resize2fs", "-P", device], "the file system does not tell its least size").split()[-1]
    needed_bytes = int(needed) * _block_size_bytes(device)
    if needed_bytes > capacity_bytes:
        raise Failure(
            f"what is on the disk needs {needed_bytes} bytes, and it cannot be made as small as {capacity_bytes} bytes. Nothing was "
            "changed: declare a larger geometry, or remove data"
        )
    shrinks = capacity_bytes < FILE.stat().st_size
    if not shrinks:
        _reserve(FILE, capacity_bytes)
        run(["losetup", "--set-capacity", device], "the disk could not be given its size")
    run(["resize2fs", device, f"{capacity_bytes // 1024}K"], "the file system could not be given its size")
    if shrinks:
        os.truncate(FILE, capacity_bytes)
        run(["losetup", "--set-capacity", device], "the disk could not be given its size")


def _block_size_bytes(device):
    described = run(["dumpe2fs", "-h", device], "the file system cannot be read")
    return int(next(line for line in described.splitlines() if line.startswith("Block size:")).split()[-1])


@contextmanager
def _mounted(device):
    run(["mount", "-t", "ext4", device, MOUNTED], "the disk could not be mounted")
    try:
        yield
    finally:
        run(["umount", MOUNTED], "the disk could not be unmounted")
