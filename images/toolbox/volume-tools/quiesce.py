"""Lets nobody write to a volume while it is read: stops or pauses the containers that do, or tells one to by a command in it."""

import json
from contextlib import contextmanager, nullcontext
from pathlib import Path

import docker_api
from failure import Failure

ACTIONS = {"stop": ("stop", "start"), "pause": ("pause", "unpause")}
# What was done and is to be undone, for the next run of this container if this one is killed.
RECORD = Path("/var/lib/volume-tools/quiesced.json")


def quiescing(how, volume):
    """how: `mode`, and for the mode `command` the `container` and what to run in it, `before` and `after`."""
    if not how:
        return nullcontext
    return lambda: _commanded(how) if how["mode"] == "command" else _halted(how["mode"], volume)


@contextmanager
def _halted(mode, volume):
    forth, back = ACTIONS[mode]
    containers = docker_api.writers(volume)
    if mode == "stop":
        _refuse_fleeting(containers)
    _remember([(container, back, None) for container in containers])
    try:
        for container in containers:
            docker_api.act(container, forth)
        yield
    finally:
        undo()


def _refuse_fleeting(containers):
    for container in containers:
        if docker_api.inspect(container)["HostConfig"]["AutoRemove"]:
            raise Failure(f"container {container} would be gone once it is stopped (--rm): quiesce with pause")


@contextmanager
def _commanded(how):
    _remember([(how["container"], "execute", how.get("after"))])
    try:
        docker_api.execute(how["container"], how["before"])
        yield
    finally:
        undo()


def _remember(steps):
    RECORD.parent.mkdir(parents=True, exist_ok=True)
    RECORD.write_text(json.dumps(steps))


def undo():
    """Undoes what is recorded, all that can be undone of it."""
    if not RECORD.exists():
        return
    problems = []
    for container, action, command in json.loads(RECORD.read_text())[::-1]:
        try:
            if action != "execute":
                docker_api.act(container, action)
            elif command:
                docker_api.execute(container, command)
        except Failure as failure:
            problems.append(str(failure))
    RECORD.unlink()
    if problems:
        raise Failure("containers were not all brought back to work: " + "; ".join(problems))
