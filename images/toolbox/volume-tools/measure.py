"""
Tells what each mount below /data holds, and of the file system that it lies on: lines of JSON, as they become known.

Nothing is changed, not even when something was read last, since the mounts are read-only.
"""

import json
import os
import stat
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

from places import file_system

MOUNTS = Path("/data")
AT_ONCE = 16
# What st_blocks counts, whatever the block size of the file system. Source: inode(7).
STAT_BLOCK_BYTES = 512


def measure():
    mounts = sorted(MOUNTS.iterdir(), key=lambda mount: int(mount.name))
    with ThreadPoolExecutor(AT_ONCE) as pool:
        # The figures that come at once go first: there may be no time for the others.
        asked = {pool.submit(figures, mount): mount for figures in (_of_file_system, _of_content) for mount in mounts}
        for answer in as_completed(asked):
            try:
                print(json.dumps({"mount": int(asked[answer].name), **answer.result()}), flush=True)
            except OSError:
                # One that cannot be read says nothing of the others.
                pass


def measure_tmpfs(targets):
    """
    The same of the tmpfs mounts at these paths, by their place in the list, in the container whose processes are seen here. What
    is in them is not looked at: nobody else has these file systems, so what they have in use is theirs.
    """
    mounts = (line.split() for line in Path("/proc/1/mountinfo").read_text().splitlines())
    devices = {fields[2] for fields in mounts if fields[fields.index("-") + 1] == "tmpfs"}
    # Paths lead to the same places from here on as they do in that container.
    os.chroot("/proc/1/root")
    for number, target in enumerate(targets, 1):
        try:
            device = os.stat(target).st_dev
            if f"{os.major(device)}:{os.minor(device)}" in devices:
                print(json.dumps({"mount": number, **_figures(target, "tmpfs")}))
        except OSError:
            pass


def _of_file_system(mount):
    return _figures(mount, file_system(mount))


def _figures(mount, kind):
    found = os.statvfs(mount)
    return {
        "fileSystem": {
            "type": kind,
            "blockSizeBytes": found.f_frsize,
            "capacityBytes": found.f_frsize * found.f_blocks,
            "usedBytes": found.f_frsize * (found.f_blocks - found.f_bfree),
            "freeBytes": found.f_frsize * found.f_bavail,
            "inodeCount": found.f_files,
            "freeInodeCount": found.f_favail,
        }
    }


def _of_content(mount):
    data = metadata = allocated = 0
    for status in _statuses(mount):
        if stat.S_ISREG(status.st_mode):
            data += status.st_size
            allocated += status.st_blocks * STAT_BLOCK_BYTES
        else:
            metadata += status.st_blocks * STAT_BLOCK_BYTES
    return {"usage": {"dataBytes": data, "metadataBytes": metadata, "overheadBytes": allocated - data}}


def _statuses(root):
    """Of the root and of all below it on the same file system, each once, however many names it has."""
    top = os.lstat(root)
    seen = set()
    folders = [root] if stat.S_ISDIR(top.st_mode) else []
    yield top
    while folders:
        try:
            with os.scandir(folders.pop()) as entries:
                for entry in entries:
                    status = _status(entry)
                    if status is None or status.st_dev != top.st_dev or status.st_ino in seen:
                        continue
                    yield status
                    if stat.S_ISDIR(status.st_mode):
                        folders.append(entry.path)
                    elif status.st_nlink > 1:
                        seen.add(status.st_ino)
        except FileNotFoundError:
            # It went while containers worked on.
            pass


def _status(entry):
    try:
        return entry.stat(follow_symlinks=False)
    except FileNotFoundError:
        return None
