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
    undo()
    forth, back = ACTIONS[mode]
    about = docker_api.volume_of(volume)
    writers = docker_api.writers(volume, about and about["Mountpoint"])
    # Neither one that somebody has paused, nor one that is about to start.
    containers = [one for one in writers if docker_api.inspect(one)["State"]["Status"] == "running"]
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
    undo()
    _remember([(how["container"], "execute", how.get("after"))])
    try:
        docker_api.execute(how["container"], how["before"])
        yield
    finally:
        undo()


def _remember(steps):
    RECORD.parent.mkdir(parents=True, exist_ok=True)
    part = RECORD.with_suffix(".part")
    part.write_text(json.dumps(steps))
    part.rename(RECORD)


def undo():
    """Undoes what is recorded, and goes on recording what could not be undone: the next run tries again."""
    if not RECORD.exists():
        return
    left, problems = [], []
    for step in json.loads(RECORD.read_text())[::-1]:
        try:
            _undo(*step)
        except Failure as failure:
            left.insert(0, step)
            problems.append(str(failure))
    _remember(left)
    if problems:
        raise Failure("containers were not all brought back to work: " + "; ".join(problems))


def _undo(container, action, command):
    """Nothing if somebody else has done so, or has removed the container."""
    try:
        if action == "execute":
            if command:
                docker_api.execute(container, command)
        elif action != "unpause" or docker_api.inspect(container)["State"]["Paused"]:
            docker_api.act(container, action)
    except docker_api.NotFound:
        pass
