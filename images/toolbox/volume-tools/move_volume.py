"""
Moves what is in the volume at /from on one Docker host to the volume at /to on another.

`send` and `receive` are the two ends of one rsync: what either prints, the other reads (see move.py). `prove` compares the volumes by their
checksums.
"""

import json
import os
import shlex
import subprocess
import sys

import copy_volume
import evidence
import mark
import tree
from failure import Failure
from places import FROM, TO, name, size_bytes, sync
from programs import OUT_OF_SPACE
from progress import Progress, bytes_written_by
from scratch import empty

# What rsync starts, in place of ssh, to reach the other end.
RELAY = "volume-tools relay"
SERVER = ["rsync", "--server", "--sender"]
LINE_BYTES = 4096


def send():
    """Serves the volume as the first line on standard input asks for it."""
    if (FROM / mark.NAME).exists():
        raise Failure(f"volume {name(FROM)} holds an unfinished copy; nothing was moved from it")
    command = shlex.split(_first_line())
    if not command:
        # The other end has said why it did not begin.
        return
    if command[: len(SERVER)] != SERVER or command[-2:] != [".", f"{FROM}/"]:
        raise Failure(f"volume {name(FROM)} was asked for in a way that is not this program's")
    server = subprocess.Popen(command)
    with Progress(f"moving volume {name(FROM)} to {name(TO)}", size_bytes(FROM), bytes_written_by(server.pid)):
        if code := server.wait():
            raise Failure(f"volume {name(FROM)} could not be sent: rsync ended with {code}")


def receive(thorough):
    """
    Makes /to equal to /from, as far as nobody writes there meanwhile.

    thorough: compares the content of all files, of those too whose size and times say that they are the same.
    """
    mark.begin_apart()
    inherited = [os.dup(sys.stdin.fileno()), os.dup(sys.stdout.fileno())]
    command = [
        "rsync", "-aHAXS", "--numeric-ids", "--modify-window=-1", "--delete", f"--exclude=/{mark.NAME}",
        *(f"--filter=protect /{os.fsdecode(name)}" for name in tree.of_file_system(TO)), "--blocking-io", *(["--checksum"] if thorough else []), f"--rsh={RELAY} {inherited[0]} {inherited[1]}", f"from:{FROM}/", f"{TO}/",
    ]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=sys.stderr, stderr=subprocess.PIPE, pass_fds=inherited)
    complaint = done.stderr.decode(errors="replace").strip()
    if any(words in complaint.lower() for words in OUT_OF_SPACE):
        empty(TO, tree.of_file_system(TO))
        raise Failure(
            f"there is no space for volume {name(FROM)} on the Docker host that it is to move to; what there was of it in volume "
            f"{name(TO)} was removed again"
        )
    if done.returncode not in (0, copy_volume.RSYNC_VANISHED):
        raise Failure(f"volume {name(FROM)} could not be moved: rsync ended with {done.returncode}: {complaint}")
    sync(TO)


def relay(source, target, command):
    """
    Between rsync and the other end: tells that what to run, and then passes on what either says. It ends with the other end, as ssh
    does: rsync waits for that before it closes anything.
    """
    os.write(target, f"{shlex.join(command)}\n".encode())
    subprocess.Popen(["cat"], stdout=target)
    os.close(target)
    os.dup2(source, sys.stdin.fileno())
    os.close(source)
    os.execvp("cat", ["cat"])


def checksum():
    """Prints what `prove` compares with."""
    entries = tree.scan(FROM)
    evidence.note_moving(name(FROM), name(TO), entries)
    print(json.dumps({**tree.summary(entries), "modifiedNs": entries[b"."].modified_ns}))


def prove():
    """Prints what was moved, as JSON, once it is known to be the same as what `checksum` printed."""
    entries = tree.scan(TO, left_out=[os.fsencode(mark.NAME)])
    original = json.loads(os.environ["ORIGINAL"])
    entries[b"."].modified_ns = original.pop("modifiedNs")
    if tree.summary(entries) != original:
        raise Failure(f"what arrived in volume {name(TO)} differs from volume {name(FROM)}: the checksums are not the same")
    statement = copy_volume.statement(entries, mark.began_at())
    mark.finish(statement["checksum"], entries[b"."].modified_ns)
    sync(TO)
    print(json.dumps(statement))


def _first_line():
    """Byte by byte: what follows is rsync's."""
    line = b""
    while len(line) < LINE_BYTES and (byte := os.read(sys.stdin.fileno(), 1)) not in (b"", b"\n"):
        line += byte
    return line.decode()
