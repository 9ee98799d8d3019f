"""
The mark of a volume that a copy is not finished in: a folder, with what the next phase has to know.

Only a volume that is empty, has the mark, or is an untouched copy of the same volume is written to.
"""

import errno
import fcntl
import json
import os
import shutil
import time
from dataclasses import astuple

import tree
from failure import Failure
from places import FROM, TO, is_on_server, name, names_in, server_folder

NAME = ".docker-storage-incomplete"
PATH = TO / NAME
# An extended attribute of the root of a finished copy: what it is a copy of.
ORIGIN = tree.OWN_XATTR


def refuse_unfinished():
    if (FROM / NAME).exists():
        raise Failure(f"volume {name(FROM)} holds an unfinished copy; nothing was copied from it")


def _lock():
    """
    Held until this process ends. Docker forgets a container that was starting when its daemon was killed, and nobody ends its
    process.
    """
    folder = os.open(TO, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise Failure(
            f"another process copies to volume {name(TO)}; nothing was copied: wait for it, or end its volume-tools on the Docker "
            "host, which may not know its container any more"
        ) from None
    except OSError as error:
        # NFS locks no folder.
        if error.errno not in (errno.EBADF, errno.ENOLCK, errno.ENOTSUP):
            raise


def begin():
    _lock()
    refuse_unfinished()
    if not PATH.exists() and names_in(TO) and not _is_copy():
        adopt = ', or, of an NfsVolume, set onMove to "adopt" to take what is there' if is_on_server(TO) else ""
        raise Failure(
            f"volume {name(TO)} holds other data already, which was left alone: empty it or choose another, then try again{adopt}"
        )
    if PATH.is_file():
        PATH.unlink()
    _make()
    if os.fsencode(NAME) in names_in(FROM):
        shutil.rmtree(PATH)
        raise Failure(
            f"volumes {name(FROM)} and {name(TO)} are one folder that is mounted in two ways, and nothing was copied: give the "
            "NamedVolume a fixed name, or keep its options"
        )
    (PATH / "copy").write_text(_copy())
    (PATH / "began").write_text(str(time.time()))


def _make():
    if not is_on_server(TO):
        PATH.mkdir(exist_ok=True)
        return
    try:
        PATH.mkdir(exist_ok=True)
        is_squashed = PATH.stat().st_uid != os.geteuid()
    except PermissionError:
        is_squashed = True
    if is_squashed:
        shutil.rmtree(PATH, ignore_errors=True)
        raise Failure(
            f"the server of volume {name(TO)} takes root for somebody else (root_squash), so that files copied there cannot be given "
            "their owners, and nothing was copied: export it with no_root_squash until the copy is done"
        )


def begin_apart():
    """As `begin`, where the volume that is copied is on another Docker host."""
    _lock()
    if not PATH.exists() and names_in(TO) and not is_untouched_copy():
        raise Failure(
            f"volume {name(TO)} holds other data already, which was left alone: choose another name, then try again"
        )
    PATH.mkdir(exist_ok=True)
    if not (PATH / "began").exists():
        (PATH / "began").write_text(str(time.time()))


def is_untouched_copy():
    """Whether the volume at /to is a finished copy of the one at /from, and was not written to since."""
    if PATH.exists():
        return False
    origin, checksum, _ = _recorded() or ("", "", "")
    return origin == name(FROM) and checksum == _checksum(TO)


def _checksum(folder):
    return tree.summary(tree.scan(folder))["checksum"]


def proceed():
    """Between the phases of one copy, another one may have begun, or come to its end: then this one is over."""
    _lock()
    refuse_unfinished()
    try:
        owner = (PATH / "copy").read_text()
    except FileNotFoundError:
        owner = None
    if owner != _copy():
        raise Failure(f"another update copies to volume {name(TO)}, or has done so: this one left off")


def _copy():
    return os.environ["COPY_ID"]


def began_at():
    return float((PATH / "began").read_text())


def _is_copy():
    """
    Whether what is there is the same, or nobody wrote to it since it was copied from this very volume: a copy whose success nobody
    heard of, as the host went down, say, and the volume it was made of may have been written to since.
    """
    origin, recorded, _ = _recorded() or ("", "", "")
    there = _checksum(TO)
    return (origin == name(FROM) and recorded == there) or there == _checksum(FROM)


def _recorded(copy=TO):
    """Of a finished copy: the volume it was made of, the checksum, and the folder on a server which that volume showed."""
    try:
        origin, checksum, *server_folder = json.loads(os.getxattr(copy, ORIGIN))
        return origin, checksum, "".join(server_folder)
    except OSError:
        return None


def is_carried():
    """
    Whether this folder of a server was copied by another Docker host that mounts it, whose containers may write to the copy by now:
    nothing must be copied over that.
    """
    if PATH.exists() or not is_on_server(FROM):
        return False
    origin, _, folder = _recorded() or ("", "", "")
    return folder == server_folder(FROM) and origin != name(FROM)


def refuse_if_written(entries):
    """Of a carried folder: nobody has written there since."""
    if tree.summary(entries)["checksum"] != _recorded()[1]:
        raise Failure(
            f"what volume {name(FROM)} shows was copied by another Docker host already, but written to since, so that volume {name(TO)} "
            "lacks that: bring over by hand what is newer, and set onMove to \"adopt\""
        )


def remember(entries, copies):
    """For `verify`: files that both sides held the same of, and by what they are known again if nobody changes them."""
    part = PATH / "digests.part"
    with open(part, "w", encoding="ascii") as file:
        for path, entry in entries.items():
            copy = copies.get(path)
            if copy and entry.digest and entry.digest == copy.digest:
                file.write(json.dumps([path.hex(), entry.digest, *astuple(entry.identity), *astuple(copy.identity)]) + "\n")
    part.rename(PATH / "digests")


def remembered():
    """For each side, digests by path and identity."""
    known = {}, {}
    try:
        with open(PATH / "digests", encoding="ascii") as file:
            for path, digest, *identities in map(json.loads, file):
                for side, identity in zip(known, (identities[:2], identities[2:])):
                    side[bytes.fromhex(path), tree.Identity(*identity)] = digest
    except FileNotFoundError:
        pass
    return known


def scan_beside(modified_ns, known=None):
    """What is in the volume, with the time that its root is to have: the mark is still to go, and that changes it."""
    entries = tree.scan(TO, known=known, left_out=[os.fsencode(NAME)])
    entries[b"."].modified_ns = modified_ns
    return entries


def is_copy_of(volume, copy=TO):
    """Whether that is still the volume that was made a copy of this one: one that Docker made anew under its name has no mark."""
    origin, _, _ = _recorded(copy) or ("", "", "")
    return origin == volume


def finish(checksum, modified_ns):
    try:
        on_server = [server_folder(FROM)] if is_on_server(FROM) else []
        os.setxattr(TO, ORIGIN, json.dumps([name(FROM), checksum, *on_server]).encode())
    except OSError as error:
        if error.errno != errno.ENOTSUP:
            raise
    remove(modified_ns)


def remove(modified_ns):
    """
    modified_ns: the time of the root, which is set after the last change to it.
    """
    shutil.rmtree(PATH)
    os.utime(TO, ns=(time.time_ns(), modified_ns))
