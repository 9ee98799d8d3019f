"""What is to be done so that the data of a volume is in the one that replaces it: decided from what was found, and nothing else."""

from dataclasses import dataclass

from failure import Failure
from step import Step

COPY, BRING_BACK, BEGIN_ANEW, DISCARD, LET_GO = "copy", "bring back", "begin anew", "discard", "let go"


@dataclass(frozen=True)
class Held:
    """What a gate prints: which volume has the data, how that came there, and on which Docker host, if the program names one."""

    volume: str
    is_fixed: bool
    migration: str
    is_anew: bool
    stack: str
    nfs: str
    hosts: tuple

    @classmethod
    def of(cls, text):
        volume, *lines = text.split("\n")
        after = {line.partition(" ")[0]: line.partition(" ")[2] for line in lines}
        hosts = tuple(line for line in lines if line.startswith("on "))
        return cls(
            volume, "fixed" in after, after.get("copied", ""), "anew" in after, after.get("stack", ""), after.get("nfs", ""), hosts
        )


@dataclass(frozen=True)
class Found:
    """
    has_old, has_new: whether the daemon has the volume with the data, and the one that replaces it.
    is_set_aside: whether what the former held is set aside, as its name was fixed.
    service: one of a swarm whose tasks write to the volume with the data.
    others: the names of containers that have it and are not the stack's.
    users: the ids of running containers that have the new volume.
    fleeting: the ids of containers that write to the old one, and are gone once they are stopped.
    """

    has_old: bool
    has_new: bool = True
    is_set_aside: bool = False
    service: str = ""
    others: tuple = ()
    users: tuple = ()
    fleeting: tuple = ()


def holder(before, unfinished):
    """
    The volume that has the data. The truth is where the last writes are.

    unfinished: lines as `evidence.unfinished` has them.
    """
    for line in unfinished.splitlines():
        state, former, copy = line.split()
        if copy != before.volume:
            continue
        if state == "both":
            raise Failure(
                f"volume {former} was written to after it was copied to volume {copy}, and volume {copy} was written to as well. Both stay: "
                f"bring over by hand what is newer in {former}, remove that volume (docker volume rm), and update again"
            )
        return former
    return before.volume


def plan(old, new, on_replace, is_fixed, stack, found):
    """
    What is done first of all; nothing if the data is in the new volume already. Fails if nothing may be done.

    is_fixed: whether the name of the old volume was.
    """
    if old in ("", new):
        return None
    if on_replace != "migrate":
        if found.has_old:
            return Step(DISCARD, f'onReplace is "{on_replace}": volume {new} begins without what is in volume {old}')
        return Step(LET_GO, f'onReplace is "{on_replace}"') if is_fixed else None
    if is_fixed and found.is_set_aside:
        _refuse_new(new, found)
        return Step(BRING_BACK, f"what volume {old} held is set aside, as its name was fixed")
    if not found.has_old:
        return Step(BEGIN_ANEW, f"volume {old} is gone, so nothing is copied from it: the data begins anew")
    return plan_copy(old, new, stack, found)


def refuse_other_host(before, held, found):
    """
    Fails if the data may be on a Docker host that nobody knows the way to.

    before, held: what the gate printed last, and what it is to print now.
    """
    if before.hosts and not held.hosts:
        raise Failure(
            "the data of this component is on a Docker host that the program no longer names, and was left there: name that host again, or "
            "the one that it is to move to"
        )
    if held.hosts and not before.hosts and before.volume and not found.has_old:
        raise Failure(
            f"volume {before.volume} is not on the Docker host that the program names now, and data moves only from a host that the program "
            "names: name the one that has it, update, and then name the other"
        )


def plan_move(old, new, is_fixed, stack, found):
    """As `plan`, where the new volume is on another Docker host."""
    if old == new:
        raise Failure(
            f"volume {new} is on another Docker host, and was not replaced by one on this one: name hosts in the program, as host or "
            "dockerHost, for its data to move"
        )
    if is_fixed and found.is_set_aside:
        raise Failure(
            f"what volume {old} held is set aside on the Docker host that had it, by an update that failed: name that host again, update, "
            "and then name the other"
        )
    if not found.has_old:
        raise Failure(f"volume {old} is not to be found on the Docker host that had it, so nothing was moved")
    return plan_copy(old, new, stack, found)


def plan_copy(old, new, stack, found):
    refuse_service(old, found.service)
    refuse_others(old, stack, found.others)
    if found.fleeting:
        raise Failure(
            f"containers write to volume {old} that would be gone once they are stopped (--rm): {_short(found.fleeting)} - stop them, or "
            "make them without, and update again"
        )
    _refuse_new(new, found)
    return Step(COPY, f"volume {new} replaces volume {old}")


def _refuse_new(new, found):
    if not found.has_new:
        raise Failure(f"there is no volume {new}")
    if found.users:
        raise Failure(
            f"volume {new} is in use, and nothing was copied to it: wait for an earlier update that may still be copying, or remove the "
            f"containers: {_short(found.users)}"
        )


def _short(containers):
    return " ".join(container[:12] for container in containers)


def refuse_service(volume, service):
    if service:
        raise Failure(
            f"service {service} writes to volume {volume}, and Docker would start its tasks again: scale it to 0 (docker service scale "
            f"{service}=0), and update again"
        )


def refuse_others(volume, stack, others):
    if others:
        raise Failure(
            f"volume {volume} is to be replaced, and containers have it that are not this stack's: {' '.join(others)} - nothing was "
            "changed. Remove them, or have the program make them (SharedContainer, or a docker.Container with the label "
            f"io.docker-storage.stack={stack}), and update again"
        )
