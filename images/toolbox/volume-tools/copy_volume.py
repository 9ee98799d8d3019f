"""
Makes the volume at /to equal to the one at /from, in content and metadata, and proves it.

`first` may run while containers write to /from; `rest` brings over what changed since; `whole` is both, when nobody writes.
`verify`, from a mount of its own, compares everything. Of a file that did not change since `first` had read it, on both sides,
the content is not read again: so how long the writers stand still depends on what they changed, not on the size.
"""

import errno
import json
import os
import re
import shutil
import subprocess
import time
from contextlib import contextmanager

import evidence
import holes
import ledger
import mark
import migration
import tree
from failure import Failure, NoSpace
from places import CLOCK_TICK_NS, FROM, TO, are_nested, is_one_folder, name, names_in, size_bytes, sync, tells_changes
from programs import run
from progress import Progress, bytes_written_by
from scratch import empty

# What rsync ends with when files vanish, or become something else, while it lists or reads them: the rest of the copy sees to them.
RSYNC_VANISHED = 24
RSYNC_PARTIAL = 23
NO_SPACE = (errno.ENOSPC, errno.EDQUOT)


def first():
    mark.begin()
    # Written pages are clean from here on, so the next write to any of them changes the file's time: also writes through a
    # memory map, which do not change it again while the page is dirty.
    started_ns = time.time_ns()
    sync(FROM)
    if not _is_copied_afresh():
        _approach()
    with Progress(f"checking the copy of volume {name(FROM)}", 2 * size_bytes(FROM)) as progress:
        one, other = (tree.scan(side, left_out=[os.fsencode(mark.NAME)], read=progress.add) for side in (FROM, TO))
    if tells_changes(FROM):
        settled_ns = started_ns - CLOCK_TICK_NS
        mark.remember({path: entry for path, entry in one.items() if entry.identity.changed_ns < settled_ns}, other)
    _approach()


def rest():
    mark.proceed()
    _make_equal()
    sync(TO)


def whole():
    mark.begin()
    if not _is_copied_afresh():
        _make_equal()
    sync(TO)


def verify():
    """Prints what was copied, as JSON, once it is known to be the same."""
    mark.proceed()
    known, known_copies = mark.remembered()
    one = tree.scan(FROM, known=known)
    other = mark.scan_beside(one[b"."].modified_ns, known_copies)
    if difference := tree.difference(one, other):
        raise Failure(f"the copy in volume {name(TO)} differs from volume {name(FROM)}, which is unchanged. {difference}")
    stated = statement(one, mark.began_at())
    mark.finish(stated["checksum"], one[b"."].modified_ns)
    sync(TO)
    _tell(one, other, stated)


def _tell(entries, copies, stated):
    if ledger.is_kept():
        evidence.note_copied(name(FROM), name(TO), entries, copies)
    print(json.dumps(stated))


def statement(entries, began_at):
    return migration.statement(name(FROM), name(TO), tree.summary(entries), began_at)


def _is_copied_afresh():
    """cp is several times as fast as rsync, but cannot go on with what is there already, nor with files that vanish."""
    return names_in(TO) == {os.fsencode(mark.NAME)} and _copy_all() == 0


def _approach():
    """While containers write: a file with large holes that changes again under rsync's hands would be read as zeros, all of it."""
    files = _files()
    with_holes = _with_holes(files)
    named = {path: entry for path, entry in files.items() if entry.linked_to in with_holes}
    doubtful = _doubtful(named)
    _bring_over(with_holes & doubtful.keys())
    _rsync("--from0", "--exclude-from=-", given=b"\0".join(map(_pattern, doubtful)), live=True)


def _make_equal():
    """A file may have changed and be of the same size and time as before; so all are compared that are not known again."""
    doubtful = _doubtful(_files())
    with_holes = _with_holes(doubtful)
    _bring_over(with_holes)
    _rsync()
    others = [path for path, entry in doubtful.items() if entry.linked_to not in with_holes]
    _rsync("--checksum", "--from0", "--files-from=-", given=b"\0".join(others))


def _files():
    return {path: entry for path, entry in tree.listing(FROM).items() if entry.kind == "file"}


def _doubtful(files):
    """Those of the files of /from, by path, that are not known to be the same in /to."""
    if not files:
        return {}
    known, known_copies = mark.remembered()
    copies = tree.listing(TO)

    def is_known(path, entry):
        key = entry.linked_to, entry.identity
        return key in known and path in copies and (entry.linked_to, copies[path].identity) in known_copies

    return {path: entry for path, entry in files.items() if not is_known(path, entry)}


def _with_holes(files):
    return {path for path, entry in files.items() if tree.is_first_name(path, entry) and holes.has_large_ones(entry)}


def _bring_over(with_holes):
    for path in with_holes:
        holes.bring_over(path)


def _pattern(path):
    """Of exactly this path: to rsync, a backslash is an escape only where there are wildcards."""
    return b"/" + (re.sub(rb"[*?\[\\]", rb"\\\g<0>", path) if re.search(rb"[*?\[]", path) else path)


def _copy_all():
    command = ["cp", "--archive", "--sparse=auto", f"{FROM}/.", f"{TO}/"]
    # What it complains of, rsync will say again unless it was for a moment only.
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    with Progress(f"copying volume {name(FROM)} to {name(TO)}", size_bytes(FROM), bytes_written_by(process.pid)):
        return process.wait()


def _rsync(*options, given=b"", live=False):
    # Times to the nanosecond; without that, rsync compares whole seconds.
    command = [
        "rsync", "-aHAXS", "--numeric-ids", "--modify-window=-1", "--delete", f"--filter=protect /{mark.NAME}",
        *(f"--filter=protect /{os.fsdecode(name)}" for name in tree.of_file_system(TO)), *options, f"{FROM}/", f"{TO}/",
    ]
    accepted = (0, RSYNC_PARTIAL, RSYNC_VANISHED) if live else (0,)
    run(command, f"volume {name(FROM)} could not be copied", accepted, given=given)


@contextmanager
def _space_for_a_copy():
    """Where there is none, nothing of it stays: containers go on with the old volume, which may be on the same disk."""
    try:
        yield
    except (NoSpace, OSError) as error:
        if isinstance(error, OSError) and error.errno not in NO_SPACE:
            raise
        empty(TO, tree.of_file_system(TO))
        raise Failure(
            f"there is no space for a copy of volume {name(FROM)}, {size_bytes(FROM)} bytes; what there was of it in volume "
            f"{name(TO)} was removed again"
        ) from None


PHASES = {"first": first, "rest": rest, "whole": whole, "verify": verify}


def copy(phase):
    if are_nested():
        raise Failure(
            f"of volumes {name(FROM)} and {name(TO)}, one is a folder in the other, and nothing was copied: choose a folder outside, or "
            "move the files by hand"
        )
    if is_one_folder():
        if phase == "verify":
            # Of a version that did not know such volumes.
            shutil.rmtree(mark.PATH, ignore_errors=True)
            entries = tree.scan(TO)
            _tell(entries, entries, statement(entries, time.time()))
    elif mark.is_carried():
        if phase == "verify":
            began_at = time.time()
            entries = tree.scan(FROM)
            mark.refuse_if_written(entries)
            _tell(entries, entries, statement(entries, began_at))
    else:
        with _space_for_a_copy():
            PHASES[phase]()
