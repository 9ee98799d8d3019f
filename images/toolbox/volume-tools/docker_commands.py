"""The commands of volume-tools that ask Docker themselves, at its socket. They take no arguments; each reads the environment."""

import os
import sys

import bring_back
import migrate
import move
import nfs_volume
import observe
import reclaim
import restore_volume
import save
import set_aside
import turn
from ending import end_in_order
from migrate_plan import Held


def _program(run):
    """A command that asks Docker itself: those on one volume take turns."""

    def in_turn(_):
        end_in_order()
        with turn.of(os.environ["NAME"]):
            run()

    return in_turn


@_program
def set_aside_volume():
    set_aside.set_aside(*(os.environ[name] for name in ("NAME", "ON_REPLACE", "ON_DELETE")))


@_program
def bring_back_volume():
    _print_held(bring_back.bring_back(*(os.environ[name] for name in ("NAME", "ON_REPLACE", "DECLARED"))))


@_program
def save_volume():
    save.save(_before().volume or os.environ["NAME"], os.environ["ON_DELETE"], sys.stdin.read())


@_program
def restore_snapshot():
    statement = restore_volume.restore(os.environ["NAME"], os.environ["REQUEST"], sys.stdin.read())
    print(os.environ["HELD"], statement, sep="\n", end="")


@_program
def reclaim_volume():
    reclaim.reclaim(os.environ["NAME"], os.environ["ON_DELETE"], sys.stdin.read())


@_program
def migrate_volume():
    _print_held(*migrate.migrate(_held(), os.environ["ON_REPLACE"], _before(), _unfinished()))


@_program
def start_stopped():
    migrate.start_stopped(_before(), _unfinished())


@_program
def move_out():
    move.move_out(_held(), _before())


def move_in(_):
    end_in_order()
    statement = move.move_in(_before().volume, os.environ["NAME"])
    # What was printed before is not for the state.
    print(f"\n{statement}")


@_program
def look():
    observe.look(os.environ["NAME"], os.environ["STACK"])


@_program
def migrate_nfs():
    _print_held(nfs_volume.migrate(_held(), os.environ["ON_MOVE"], _before()))


@_program
def leave_nfs():
    nfs_volume.leave(_before(), os.environ["ON_DELETE"], sys.stdin.read())


def _before():
    """What the gate printed last."""
    return Held.of(os.environ.get("PULUMI_COMMAND_STDOUT", ""))


def _held():
    """What it is to print now, but for how the data came there."""
    return Held.of(os.environ["HELD"])


def _unfinished():
    return os.environ.get("UNFINISHED", "")


def _print_held(migration, is_anew=False):
    lines = [os.environ["HELD"], *([f"copied {migration}"] if migration else []), *(["anew"] if is_anew else [])]
    print("\n".join(lines), end="")


DOCKER_COMMANDS = {
    "migrate": (migrate_volume, "bring the data of a volume to the one that replaces it"),
    "start-stopped": (start_stopped, "start those that were stopped by a migration which was killed"),
    "move-out": (move_out, "bring the data of a volume to `move-in` on another Docker host"),
    "move-in": (move_in, "take what `move-out` brings"),
    "look": (look, "fail if a container has a volume that is not the stack's"),
    "migrate-nfs": (migrate_nfs, "bring the data of an NfsVolume to another folder"),
    "leave-nfs": (leave_nfs, "save or delete the data of an NfsVolume that leaves the stack"),
    "set-aside": (set_aside_volume, "set aside what a volume with a fixed name holds, and remove the volume"),
    "bring-back": (bring_back_volume, "bring back what was set aside of a volume"),
    "save": (save_volume, "save a volume that leaves the stack, or what is set aside of it, to a snapshot"),
    "restore": (restore_snapshot, "restore a snapshot to a volume"),
    "reclaim": (reclaim_volume, "remove a volume, once everything in it is elsewhere"),
}
