"""
Containers that touch the data of volumes, for a program that has Docker's socket: a container cannot mount a volume that it learns of when it
runs already. As long as one runs, no prune removes what it mounts.
"""

import io
import socket
import sys
import tarfile
from contextlib import contextmanager, suppress
from functools import cache

import docker_api
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
            _pass_on(said)
            code = client().wait(worker)["StatusCode"]
            printed = client().logs(worker, stdout=True, stderr=False).decode(errors="replace")
        _refuse(command, code)
        return printed.strip()


class Holding:
    """A worker that holds what it mounts, and runs volume-tools there as often as it is asked to."""

    def __init__(self, worker):
        self._worker = worker

    def run(self, command, environment):
        with answering():
            started = client().exec_create(self._worker, ["volume-tools", *command], environment=environment)["Id"]
            printed = b""
            for output, said in client().exec_start(started, stream=True, demux=True):
                printed += output or b""
                _tell(said or b"")
            ended = client().exec_inspect(started)
        if ended["Running"]:
            raise Failure(f"the Docker daemon does not tell any more what becomes of volume-tools {' '.join(command)}")
        _refuse(command, ended["ExitCode"])
        return printed.decode(errors="replace").strip()


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
    if code == KILLED:
        print(f"volume-tools {' '.join(command)} was killed", file=sys.stderr)
    if code != 0:
        raise Told(code)


def _pass_on(said):
    for part in said:
        _tell(part)


def _tell(part):
    sys.stderr.buffer.write(part)
    sys.stderr.flush()


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
