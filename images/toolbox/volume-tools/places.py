"""Where the volumes are mounted."""

import os
import subprocess
from pathlib import Path, PurePath

import tree

FROM = Path("/from")
TO = Path("/to")
SCRATCH = Path("/scratch")
# File systems whose files have a new time of change after every change, memory maps included.
TELLS_CHANGES = {"ext2", "ext3", "ext4", "xfs", "btrfs", "f2fs"}
# Clocks of file systems tick more seldom than that of the processor.
CLOCK_TICK_NS = 1_000_000_000


def name(place):
    """What Docker calls the volume that is mounted there."""
    return os.environ[{FROM: "FROM", TO: "TO"}[place]]


def is_one_folder():
    """Whether both volumes show the same folder of the host, as when only an option of its mount is another."""
    one, other = FROM.stat(), TO.stat()
    return (one.st_dev, one.st_ino) == (other.st_dev, other.st_ino)


def are_nested():
    """Whether one volume shows a folder that lies in the other's: a copy would meet itself."""
    (device, folder), (other_device, other_folder) = (_device_and_folder(place) for place in (FROM, TO))
    return device == other_device and (
        PurePath(folder) in PurePath(other_folder).parents or PurePath(other_folder) in PurePath(folder).parents
    )


def names_in(folder):
    """All but what belongs to the file system."""
    return set(os.listdir(os.fsencode(folder))) - tree.of_file_system(folder)


def size_bytes(folder):
    """What a tree takes on its disk, for people to read. Not by `du`, which gives up when a folder becomes a file meanwhile."""
    total_bytes = 0
    counted = set()
    for parent, _, files in os.walk(os.fsencode(folder)):
        for file in (b"", *files):
            try:
                status = os.lstat(os.path.join(parent, file))
            except (FileNotFoundError, NotADirectoryError):
                continue
            if status.st_ino in counted:
                continue
            if status.st_nlink > 1:
                counted.add(status.st_ino)
            total_bytes += status.st_blocks * tree.STATUS_BLOCK_BYTES
    return total_bytes


def sync(folder):
    """Of the whole file system: what is in its cache is on the disk when this returns."""
    subprocess.run(["sync", "--file-system", folder], check=True)


def sync_names(folder):
    """Of one folder: what was renamed or made in it stays so when the power goes."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def file_system(folder):
    """The type of what is mounted there, as the kernel calls it."""
    return _mount(folder)[0]


def is_on_server(folder):
    return os.path.ismount(folder) and file_system(folder).startswith("nfs")


def server_folder(folder):
    """Of what is mounted from an NFS server: its address and path, which are the same on all Docker hosts."""
    options = mount_options(folder).split(",")
    address = next(option.removeprefix("addr=") for option in options if option.startswith("addr="))
    return address + _mount(folder)[1]


def mount_options(folder):
    """With what the kernel has found out itself."""
    return _mount(folder)[2]


def _device_and_folder(place):
    """What tells the file system there from others on this host, and the folder of it that the mount shows."""
    if is_on_server(place):
        address, _, folder = server_folder(place).partition("/")
        return address, f"/{folder}"
    fields = _mount_fields(place)
    return fields[2], fields[3]


def _mount(folder):
    """Type, source and options of the file system in which a folder lies."""
    fields = _mount_fields(folder)
    return fields[fields.index("-") + 1 :]


def _mount_fields(folder):
    """Of the mount in which a folder lies, as the kernel's documentation has them, filesystems/proc.rst."""
    mounts = [line.split() for line in Path("/proc/self/mountinfo").read_text().splitlines()]
    around = [fields for fields in reversed(mounts) if PurePath(folder).is_relative_to(fields[4])]
    return max(around, key=lambda fields: len(fields[4]))


def tells_changes(folder):
    return file_system(folder) in TELLS_CHANGES
