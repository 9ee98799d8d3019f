"""
Files with large holes, as virtual machines have for disks. rsync reads a hole as zeros, on both sides; here only the blocks are
compared that hold data, and those that differ are copied.
"""

import errno
import os

import tree
from places import FROM, TO

LEAST_BYTES = 16 << 20
# The copy has another kind of entry there as yet, or no folder for it: that is rsync's to mend.
NOT_YET = (errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.ELOOP, errno.ENXIO, errno.ETXTBSY)


def has_large_ones(entry):
    return entry.kind == "file" and entry.size_bytes - entry.allocated_bytes >= LEAST_BYTES


def bring_over(path):
    """Gives the file in /to the content and the time of the one in /from; nothing if it cannot be had there."""
    source_name, copy_name = (os.path.join(os.fsencode(side), path) for side in (FROM, TO))
    if os.path.realpath(os.path.dirname(copy_name)) != os.path.normpath(os.path.dirname(copy_name)):
        return
    try:
        source = os.open(source_name, os.O_RDONLY | os.O_NOFOLLOW)
    except OSError as error:
        if error.errno in NOT_YET:
            return
        raise
    try:
        copy = os.open(copy_name, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
    except OSError as error:
        os.close(source)
        if error.errno in NOT_YET:
            return
        raise
    try:
        _make_equal(source, copy)
    finally:
        os.close(source)
        os.close(copy)


def _make_equal(source, copy):
    # A later change gives the source another time than the copy gets, and so is seen.
    status = os.fstat(source)
    os.ftruncate(copy, status.st_size)
    places = {place for file in (source, copy) for place in tree.blocks_with_data(file, status.st_size)}
    for place in sorted(places):
        block, copied = (os.pread(file, tree.BLOCK_BYTES, place) for file in (source, copy))
        if block != copied:
            os.pwrite(copy, block, place)
    os.utime(copy, ns=(status.st_atime_ns, status.st_mtime_ns))
