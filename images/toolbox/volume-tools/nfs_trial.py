"""
Tries an NFS export that is mounted at /data: makes the subfolder that is asked for, and finds out what the server makes of root.
"""

import errno
import os
import re
import stat
import uuid
from pathlib import Path

from failure import Failure
from places import mount_options

MOUNTED = Path("/data")
# Nobody's: only who may give files away at all can give one to this user.
ANY_UID = 54321
SQUASHED = "the server takes root for somebody else (root_squash)"


def make_folder(path, owner, mode):
    """
    owner: "uid:gid", either of which may be left out; empty for that of a folder that is there, or root's.
    mode: octal digits; empty likewise.
    """
    folder = MOUNTED
    for part in filter(None, path.split("/")):
        folder /= part
        if folder.is_symlink():
            raise Failure(f"subfolder {path} leads through a symbolic link, {part}: give the path that it points to")
        try:
            folder.mkdir(0o755)
        except FileExistsError:
            if not folder.is_dir():
                raise Failure(f"subfolder {path} cannot be made: {part} is a file") from None
        except OSError as error:
            raise Failure(f"subfolder {path} cannot be made: {_reason(error)}") from None
    try:
        if owner:
            uid, gid = (int(one) if one else -1 for one in owner.split(":"))
            _give(folder, uid, gid)
        if mode and stat.S_IMODE(folder.stat().st_mode) != int(mode, 8):
            folder.chmod(int(mode, 8))
    except OSError as error:
        raise Failure(f"subfolder {path} cannot be given its owner and mode: {_reason(error)}") from None


def access(path, read_only):
    """What root of a container finds in the folder, for `NfsAccess`."""
    folder = MOUNTED / path
    if not folder.is_dir():
        raise Failure("there is a file and no folder: correct the path")
    found = {"version": _version()}
    if read_only:
        return found
    # A folder, because a server that has just started lets nobody open files for a while.
    trial = folder / f".docker-storage-check-{uuid.uuid4().hex}"
    try:
        trial.mkdir()
    except OSError as error:
        if error.errno == errno.EROFS:
            raise Failure("the server exports it read-only: set readOnly, or export it with rw") from None
        if error.errno in (errno.EACCES, errno.EPERM):
            return {**found, "rootWrites": False, "squashesRoot": True}
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            return found
        raise
    try:
        made = trial.stat()
        return {
            **found,
            "rootWrites": True,
            "squashesRoot": not _can_give_away(trial),
            "rootUid": made.st_uid,
            "rootGid": made.st_gid,
        }
    finally:
        trial.rmdir()


def _give(folder, uid, gid):
    """Nothing is asked of the server that is so already: one that squashes root would refuse."""
    now = folder.stat()
    wanted = (now.st_uid if uid == -1 else uid, now.st_gid if gid == -1 else gid)
    if wanted != (now.st_uid, now.st_gid):
        os.chown(folder, *wanted)


def _can_give_away(folder):
    try:
        os.chown(folder, ANY_UID, ANY_UID)
        return True
    except PermissionError:
        return False


def _reason(error):
    if error.errno == errno.EROFS:
        return "the server exports it read-only: export it with rw"
    if error.errno in (errno.EACCES, errno.EPERM):
        return f"{SQUASHED}: export it with no_root_squash, or make the folder on the server"
    return error.strerror


def _version():
    """As client and server agreed."""
    found = re.search(r"(?:^|,)vers=([0-9.]+)", mount_options(MOUNTED))
    return found[1] if found else ""
