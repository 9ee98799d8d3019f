"""
Takes a snapshot of the volume at /from.

Nobody finds it before it was unpacked again, on a disk of its own, and compared with the volume. Sockets are left out: they mean
nothing without the process that listens.
"""

import time
from contextlib import nullcontext

import mark
import tree
from failure import Failure
from places import CLOCK_TICK_NS, FROM, SCRATCH, sync, tells_changes
from scratch import emptied
from snapshots import as_text, now

MANIFEST_VERSION = 1


def take(store, folder, urn, volume, live=False, quiesced=nullcontext):
    """
    Returns the snapshot's name and its manifest.

    volume: what `docker volume inspect` tells of it.
    live: containers may write meanwhile, and then only what nobody wrote to is compared with the volume.
    quiesced: entered while the volume is read.
    """
    if (FROM / mark.NAME).exists():
        raise Failure(f"volume {volume['Name']} holds an unfinished copy")
    place = None
    try:
        with quiesced():
            before = _settled() if live else None
            place = store.save(folder, live)
            taken_at = now()
            source = tree.scan(FROM)
        with emptied(SCRATCH) as scratch:
            kept = tree.scan(store.unpack(place, scratch / "check"))
        _compare(volume["Name"], source, kept, before)
        manifest = {
            "version": MANIFEST_VERSION,
            "urn": urn,
            "volume": volume["Name"],
            "driver": volume["Driver"],
            "driverOpts": volume["Options"] or {},
            "labels": volume["Labels"] or {},
            "takenAt": as_text(taken_at),
            **tree.summary(kept),
        }
        return store.publish(place, folder, manifest), manifest
    except BaseException:
        if place is not None:
            store.discard(place)
        raise


def _settled():
    """What nobody was writing to when the snapshot began, by path; what changes from here on has another identity."""
    if not tells_changes(FROM):
        return {}
    settled_ns = time.time_ns() - CLOCK_TICK_NS
    sync(FROM)
    return {path: entry for path, entry in tree.listing(FROM).items() if entry.identity.changed_ns < settled_ns}


def _compare(name, source, kept, before):
    """before: what was settled then, if it is that alone which has to be the same."""
    data = {path: entry for path, entry in source.items() if entry.kind != "socket"}
    if before is not None:
        data = {path: one for path, one in data.items() if _is_unchanged(path, one, before)}
        kept = {path: kept[path] for path in data.keys() & kept.keys()}
    if difference := tree.difference(data, kept):
        raise Failure(f"the snapshot of volume {name} differs from it. {difference}")


def _is_unchanged(path, entry, before):
    return path in before and before[path].identity == entry.identity and not tree.is_unread(path, entry)
