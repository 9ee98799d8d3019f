"""Writes files to the volume at /to, all of them or none, if it is empty and was never seeded."""

import base64
import sys

import mark
from failure import Failure
from places import TO, names_in, sync
from scratch import empty
from tree import of_file_system

END = "."


def write(lines):
    """
    lines: of each file its path and its content, in base64; and END.

    Returns the paths of what was written.
    """
    if not mark.PATH.exists() and names_in(TO):
        print("the volume holds data already: the seed is not written", file=sys.stderr)
        return []
    mark.PATH.touch()
    _clear()
    try:
        written = [_write(*line.split(" ")) for line in _complete(lines)]
        sync(TO)
    except BaseException:
        _clear()
        mark.PATH.unlink()
        raise
    mark.PATH.unlink()
    sync(TO)
    return written


def _complete(lines):
    for line in lines:
        line = line.rstrip("\n")
        if line == END:
            return
        yield line
    raise Failure("the seed was cut off: nothing is kept of it")


def _write(path, content):
    name = base64.b64decode(path).decode()
    file = TO / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(base64.b64decode(content))
    return name


def _clear():
    empty(TO, {*of_file_system(TO), mark.NAME.encode()})
