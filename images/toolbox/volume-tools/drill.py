"""Proves that the newest snapshot can be restored: does so to a disk of its own, and verifies that."""

from failure import Failure, NoSpace
from places import SCRATCH
from restore import unpacked
from scratch import emptied
from snapshots import as_text, choose, now


def drill(store, folder):
    """Keeps with the snapshots what came of it, and returns that."""
    snapshot = choose(store.snapshots(folder), folder)
    problem = None
    try:
        with emptied(SCRATCH) as scratch:
            unpacked(store, snapshot, store.manifest(snapshot), scratch / "drill")
    except NoSpace:
        raise
    except Failure as failure:
        problem = str(failure)
    at = as_text(now())
    proven_at = store.last_drill(folder).get("lastProvenAt") if problem else at
    result = {"snapshot": snapshot.name, "at": at, "drillSucceeded": problem is None, "problem": problem, "lastProvenAt": proven_at}
    store.note_drill(folder, result)
    return result


def status(store, folder, prove):
    """
    Of the newest snapshot and the last drill; what there is none of is left out.

    prove: first hold a drill, unless there was one of the newest snapshot.
    """
    snapshots = store.snapshots(folder)
    if not snapshots:
        return {}
    newest = choose(snapshots, folder)
    last = store.last_drill(folder)
    if prove and last.get("snapshot") != newest.name:
        last = drill(store, folder)
    manifest = store.manifest(newest)
    figures = {figure: manifest[figure] for figure in ("takenAt", "dataBytes", "fileCount", "checksum")}
    drilled = {fact: last[fact] for fact in ("lastProvenAt", "drillSucceeded", "problem") if last.get(fact) is not None}
    return {"snapshot": newest.name, **figures, **drilled}
