"""
Brings the data of a volume to the one that replaces it on another Docker host. `move_out` runs on the host that has the data, and leads;
`move_in` runs on the other one, and does what it is asked for. Each proves that its socket is that of its own daemon.
"""

import json
import sys

import docker_api
import live_copy
import migration
import peer
import turn
import worker
from failure import Failure, Told
from migrate_plan import plan_move
from mounts import ledger, volume_at
from observe import found_of, target_of
from places import FROM, TO
from stopped import stopping


def move_out(held, before):
    old, new = before.volume, held.volume
    with peer.told_of_failure(), stopping(old) as stopped:
        peer.tell(ask="begin")
        found = found_of(old, before, held.stack, peer.told())
        print(plan_move(old, new, before.is_fixed, held.stack, found).why, file=sys.stderr, flush=True)
        with worker.holding([volume_at(str(FROM), old, read_only=True)], [ledger()]) as holding:
            mover = _Mover(holding, {"FROM": old, "TO": new})
            statement = live_copy.copied(old, mover.copy, _users_there, stopped)
            mover.note_moved()
        peer.tell(ask="end", statement=statement)
        # It prints that for the state.
        if sys.stdin.buffer.read().decode().strip() != statement:
            raise peer.Gone()


def _users_there():
    peer.tell(ask="users")
    return peer.told()["users"]


class _Mover:
    """The phases of a copy (see copy_volume.py) by one rsync whose ends are workers on the two hosts."""

    def __init__(self, holding, environment):
        self._holding = holding
        self._environment = environment

    def copy(self, phase, stopped_at=""):
        if phase != "verify":
            self._bring_over()
            return ""
        statement = self._proved()
        if statement is None:
            # Files that changed, and have the size and the times that they had.
            self._bring_over("--thorough")
            statement = self._proved()
        if statement is None:
            raise Told(1)
        # By the clock of the host that stopped them.
        return json.dumps({**json.loads(statement), "downTimeSeconds": migration.seconds_since(stopped_at)})

    def note_moved(self):
        self._holding.run(["note-moved"], self._environment)

    def _bring_over(self, *options):
        peer.tell(ask="receive", options=options)
        code = self._holding.exchange(["send"], self._environment)
        if peer.told()["code"] or code:
            raise Told(1)

    def _proved(self):
        """None if there is a difference."""
        peer.tell(ask="prove", original=self._holding.run(["checksum"], self._environment))
        return peer.told()["statement"]


def move_in(old, new):
    """Returns a statement of what was moved."""
    with peer.told_of_failure():
        # In this order, so that two moves of one volume do not wait for each other.
        peer.told()
        with turn.of(new):
            peer.tell(**target_of(new))
            asked = peer.told()
            with worker.holding([volume_at(str(TO), new)]) as holding:
                while asked["ask"] != "end":
                    _answer(asked, holding, {"FROM": old, "TO": new}, new)
                    asked = peer.told()
    return asked["statement"]


def _answer(asked, holding, environment, new):
    if asked["ask"] == "users":
        peer.tell(users=docker_api.running_users_besides_workers(new))
    elif asked["ask"] == "receive":
        peer.tell(code=holding.exchange(["receive", *asked["options"]], environment))
    elif asked["ask"] == "prove":
        try:
            peer.tell(statement=holding.run(["prove"], {**environment, "ORIGINAL": asked["original"]}))
        except Told:
            peer.tell(statement=None)
    else:
        raise Failure(f"the program on the other Docker host asks for something that is not known here: {asked['ask']}")
