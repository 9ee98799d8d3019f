"""Runs other programs."""

import os
import subprocess

from failure import Failure, NoSpace

OUT_OF_SPACE = ("no space left on device", "disk quota exceeded")


def run(command, what_failed, accepted=(0,), environment=None, given=None):
    """
    what_failed: begins the message when it ends with a code that is not accepted.
    environment: in addition to this program's own.
    given: bytes on its standard input.
    """
    done = subprocess.run(
        command,
        input=given,
        stdin=subprocess.DEVNULL if given is None else None,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, **(environment or {})},
    )
    if done.returncode not in accepted:
        complaint = done.stderr.decode(errors="replace").strip()
        kind = NoSpace if any(words in complaint.lower() for words in OUT_OF_SPACE) else Failure
        raise kind(f"{what_failed}: {command[0]} ended with {done.returncode}: {complaint}")
    return done.stdout.decode(errors="replace")
