"""
Brings a snapshot back to the volume at /to, if that is empty, and proves it by the manifest's checksum.

Everything is unpacked to a folder of the volume, verified there, and only then moved to where it belongs.
"""

import os
from dataclasses import dataclass

import mark
import tree
from failure import Failure
from places import TO, names_in, sync
from scratch import empty
from snapshots import as_text, choose, now

# In the mark of an unfinished copy, says that what is there comes from a snapshot alone.
RESTORING = "restoring"


@dataclass(frozen=True)
class Request:
    folder: str
    snapshot: str | None = None
    at: str | None = None


def restore(store, request, volume):
    """Returns a statement of what was restored."""
    snapshot = choose(store.snapshots(request.folder), request.folder, request.snapshot, request.at)
    manifest = store.manifest(snapshot)
    if is_unfinished(TO):
        empty(TO, tree.of_file_system(TO))
    if names_in(TO):
        # Of a restore whose success nobody heard of.
        if tree.summary(tree.scan(TO))["checksum"] != manifest["checksum"]:
            raise Failure(
                f"volume {volume} holds data, and a snapshot is restored to an empty volume only: nothing was changed. Declare "
                "another NamedVolume with this restoreFrom and the name of this component in it, mount that one, and take "
                "this one out of the program: its data is saved to a snapshot then"
            )
        return _statement(snapshot, manifest)
    mark.PATH.mkdir()
    try:
        (mark.PATH / RESTORING).touch()
        _fill(store, snapshot, manifest)
    except BaseException:
        empty(TO, tree.of_file_system(TO))
        raise
    return _statement(snapshot, manifest)


def is_unfinished(folder):
    return (folder / mark.NAME / RESTORING).exists()


def unpacked(store, snapshot, manifest, target):
    """Unpacks a snapshot; returns the folder that has the data and all entries of it, once they are those of the manifest."""
    folder = store.unpack(snapshot.place, target)
    entries = tree.scan(folder)
    if tree.summary(entries)["checksum"] != manifest["checksum"]:
        raise Failure(f"snapshot {snapshot.name} does not hold what its manifest says: the checksums differ")
    return folder, entries


def _fill(store, snapshot, manifest):
    folder, entries = unpacked(store, snapshot, manifest, mark.PATH / "data")
    for name in names_in(folder):
        os.rename(os.path.join(os.fsencode(folder), name), os.path.join(os.fsencode(TO), name))
    _give_attributes(folder)
    sync(TO)
    # What was moved has a new time of change, and is read again; what is below it is known by its own.
    known = {(path, entry.identity): entry.digest for path, entry in entries.items() if entry.digest}
    moved = mark.scan_beside(entries[b"."].modified_ns, known)
    if tree.summary(moved)["checksum"] != manifest["checksum"]:
        raise Failure(f"what was restored of snapshot {snapshot.name} is not what its manifest says: the checksums differ")
    mark.remove(entries[b"."].modified_ns)
    sync(TO)


def _give_attributes(folder):
    """Those of the snapshot's root to the volume's."""
    status = folder.stat()
    os.chown(TO, status.st_uid, status.st_gid)
    os.chmod(TO, status.st_mode & 0o7777)
    for name in os.listxattr(folder):
        if name not in tree.HOST_XATTRS:
            os.setxattr(TO, name, os.getxattr(folder, name))


def _statement(snapshot, manifest):
    return {
        "snapshot": snapshot.name,
        "takenAt": as_text(snapshot.taken_at),
        "volume": manifest["volume"],
        **{figure: manifest[figure] for figure in ("dataBytes", "fileCount", "checksum")},
        "restoredAt": as_text(now()),
    }
