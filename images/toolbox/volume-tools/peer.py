"""What two programs say to each other, one on each of two Docker hosts: what either prints, the other reads."""

import json
import struct
import sys
from contextlib import contextmanager, suppress

from failure import Failure, Told

# Kind and length of what follows.
HEAD = struct.Struct(">BI")
DATA, MESSAGE = 0, 1


class Gone(Failure):
    def __init__(self):
        super().__init__("what ran on the other Docker host has ended, or the way there is cut off")


class Failed(Told):
    """What went wrong there has been said there."""

    def __init__(self):
        super().__init__(1)


def tell(**said):
    _write(MESSAGE, json.dumps(said).encode())


def told():
    """What `tell` was given there."""
    kind, said = _read_one()
    if kind != MESSAGE:
        raise Failure("the program on the other Docker host sends data where a message is due")
    message = json.loads(said)
    if "failed" in message:
        raise Failed()
    return message


def send(data):
    _write(DATA, data)


def receive():
    """What `send` was given there."""
    kind, data = _read_one()
    if kind == MESSAGE:
        raise Failed()
    return data


@contextmanager
def told_of_failure():
    """The peer hears that something went wrong here; people are told what."""
    try:
        yield
    except (Gone, Failed):
        raise
    except BaseException:
        with suppress(Gone):
            tell(failed=True)
        raise


def _write(kind, data):
    try:
        sys.stdout.buffer.write(HEAD.pack(kind, len(data)) + data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise Gone() from None


def _read_one():
    kind, length = HEAD.unpack(_read(HEAD.size))
    return kind, _read(length)


def _read(length):
    data = sys.stdin.buffer.read(length)
    if len(data) < length:
        raise Gone()
    return data
