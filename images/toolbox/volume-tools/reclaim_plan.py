"""What is to be done so that a volume can be removed without the loss of a byte: decided from what was found, and nothing else."""

from dataclasses import dataclass

from failure import Failure
from step import Step

SNAPSHOT, REMOVE = "is saved to a snapshot", "is removed"


@dataclass(frozen=True)
class Found:
    """
    is_there: whether the daemon has the volume.
    users: the ids of the containers that have it.
    evidence: what `evidence.find` says of it.
    is_copy_there: whether the volume to which it was copied is still that one.
    """

    is_there: bool
    users: tuple = ()
    evidence: str = "none"
    is_copy_there: bool = True


def plan(volume, on_delete, found):
    """The steps, in their order. Fails if nothing may be done."""
    if not found.is_there:
        return []
    refuse_users(volume, found.users)
    fate, _, other = found.evidence.partition(" ")
    if fate == "copied" and not found.is_copy_there:
        return _saved(f"volume {other}, to which volume {volume} was copied, is gone")
    if fate == "changed":
        return _saved(f"volume {volume} was written to after it was copied to {other}")
    if fate in ("copied", "moved"):
        return [Step(REMOVE, f"all that is in it is in volume {other}")]
    if fate == "discarded":
        return [Step(REMOVE, 'onReplace was "discard"')]
    if fate == "unfinished":
        return [Step(REMOVE, "it holds a part of a copy, and nothing else")]
    if fate != "none":
        raise Failure(f"nothing is known of what volume {volume} holds: {found.evidence!r}")
    if on_delete == "discard":
        return [Step(REMOVE, 'onDelete is "discard"')]
    return _saved('onDelete is "snapshot"')


def refuse_users(volume, users):
    if users:
        raise Failure(
            f"volume {volume} is still mounted by containers that do not belong to it: "
            f"{' '.join(user[:12] for user in users)} - remove them and try again"
        )


def _saved(why):
    return [Step(SNAPSHOT, why), Step(REMOVE, "all that is in it is in the snapshot")]
