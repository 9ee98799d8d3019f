"""
Containers that touch the data of volumes, for a program that has Docker's socket: a container cannot mount a volume that it learns of when it
runs already. As long as one runs, no prune removes what it mounts.
"""

import io
import socket
import sys
import tarfile
import threading
from contextlib import contextmanager, suppress
from functools import cache

import docker_api
import peer
from channel import Channel, tell
from docker_api import MANAGED_LABEL, answering, client
from failure import Failure, Told
from store import SECRETS

PROGRAM_LABEL = "io.docker-storage.program"
WORKER_LABEL = "io.docker-storage.worker-of"
KILLED = 137


@cache
def program():
    """The container in which this runs. That the daemon knows it proves that it is the one on which the program was started."""
    try:
        return docker_api.inspect(socket.gethostname())
    except docker_api.NotFound:
        raise Failure(
            f"the socket {docker_api.SOCKET} leads to another Docker daemon than the one that is used: nothing was done. Set "
            "docker-storage:dockerSocket in the stack's config to the socket of that daemon on its host"
        ) from None


def remove_abandoned():
    """Those of programs that were killed."""
    program()
    with answering():
        # In this order: a program that begins in between has no worker in the list.
        workers = client().containers(all=True, filters={"label": WORKER_LABEL})
        running = {one["Id"] for one in client().containers(filters={"label": PROGRAM_LABEL, "status": ["running"]})}
    for one in workers:
        if one["Labels"][WORKER_LABEL] not in running:
            # Another program may be removing it.
            with suppress(Failure):
                _remove(one["Id"])


def run(command, mounts, binds=(), environment=None, secrets="", network="none"):
    """Returns what volume-tools printed in a container of its own; the command is its arguments."""
    with _created(["volume-tools", *command], mounts, binds, environment, network) as worker:
        with answering():
            if secrets:
                client().put_archive(worker, "/", _archive(SECRETS, secrets))
            # Before it is started: one that has ended already would keep whoever attaches to it waiting.
            said = client().attach(worker, stdout=False, stderr=True, stream=True)
            client().start(worker)
            for part in said:
                tell(part)
            code = client().wait(worker)["StatusCode"]
            printed = client().logs(worker, stdout=True, stderr=False).decode(errors="replace")
        _refuse(command, code)
        return printed.strip()


class Holding:
    """A worker that holds what it mounts, and runs volume-tools there as often as it is asked to."""

    def __init__(self, worker):
        self._worker = worker

    def run(self, command, environment):
        printed = []
        with answering():
            started, channel = self._start(command, environment)
            channel.pass_on(printed.append)
            code = _code_of(started, command)
        _refuse(command, code)
        return b"".join(printed).decode(errors="replace").strip()

    def exchange(self, command, environment):
        """Joins its standard input and output to those of what the peer runs meanwhile (see peer.py). Returns its exit code."""
        with answering():
            started, channel = self._start(command, environment, stdin=True)
            sender = threading.Thread(target=_send, args=(channel,), daemon=True)
            sender.start()
            while received := peer.receive():
                channel.write(received)
            channel.end_input()
            sender.join()
            return _told_of_kill(command, _code_of(started, command))

    def _start(self, command, environment, stdin=False):
        started = client().exec_create(self._worker, ["volume-tools", *command], environment=environment, stdin=stdin)["Id"]
        return started, Channel(client().exec_start(started, socket=True))


def _send(channel):
    """Until what runs there has ended, or the peer, as whoever reads what that says will find, too."""
    with suppress(peer.Gone, OSError):
        channel.pass_on(peer.send)
    # Docker reads no more of what it is to read, and whoever writes that would wait.
    channel.end_input()
    with suppress(peer.Gone):
        peer.send(b"")


def _code_of(started, command):
    ended = client().exec_inspect(started)
    if ended["Running"]:
        raise Failure(f"the Docker daemon does not tell any more what becomes of volume-tools {' '.join(command)}")
    return ended["ExitCode"]


@contextmanager
def holding(mounts, binds=()):
    with _created(["sleep", "infinity"], mounts, binds) as worker:
        with answering():
            client().start(worker)
        yield Holding(worker)


@contextmanager
def _created(command, mounts, binds, environment=None, network="none"):
    with answering():
        worker = client().create_container(
            program()["Image"],
            entrypoint=command[:1],
            command=command[1:],
            environment=environment,
            labels={MANAGED_LABEL: "scratch", WORKER_LABEL: program()["Id"]},
            host_config=client().create_host_config(
                mounts=list(mounts),
                binds=list(binds),
                network_mode=network,
                # Extended attributes of the kind trusted.* are seen with this privilege only.
                cap_add=["SYS_ADMIN"],
                # Others may not let anyone read what was printed.
                log_config={"Type": "json-file", "Config": {}},
            ),
        )["Id"]
    try:
        yield worker
    finally:
        _remove(worker)


def _refuse(command, code):
    if _told_of_kill(command, code) != 0:
        raise Told(code)


def _told_of_kill(command, code):
    if code == KILLED:
        print(f"volume-tools {' '.join(command)} was killed", file=sys.stderr)
    return code


def _archive(path, content):
    """A file that only root reads."""
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        about = tarfile.TarInfo(str(path).lstrip("/"))
        about.size, about.mode = len(content.encode()), 0o400
        archive.addfile(about, io.BytesIO(content.encode()))
    return file.getvalue()


def _remove(worker):
    """With the volume that it had for itself."""
    with suppress(docker_api.NotFound), answering():
        client().remove_container(worker, v=True, force=True)
