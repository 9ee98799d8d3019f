"""What is done to the data of an NfsVolume, which is on a server: to bring it to another folder, and to save or delete it when the volume leaves."""

import sys

import docker_api
import live_copy
import nfs_plan
import save
import worker
from copying import Side, remounting
from failure import Failure, Told
from mounts import volume_at
from observe import found_of, target_of
from places import TO
from reclaim_plan import refuse_users
from stopped import stopping


def migrate(held, on_move, before):
    """Returns a statement of what was copied last. With other options of the same folder, that is nothing."""
    old, new = before.volume, held.volume
    if on_move != "migrate" or old == new or not before.nfs:
        return before.migration
    former, folder = nfs_plan.Folder.of(before.nfs), nfs_plan.Folder.of(held.nfs)
    if former.place == folder.place:
        return before.migration
    nfs_plan.refuse_nested(former, folder)
    if not _answers(former):
        raise nfs_plan.unanswered(former, folder)
    with stopping(old) as stopped:
        step = nfs_plan.plan(old, new, former, folder, held.stack, found_of(old, before, held.stack, target_of(new)))
        print(step.why, file=sys.stderr, flush=True)
        return live_copy.copied(
            old, remounting(Side(old), Side(new)), lambda: docker_api.running_users_besides_workers(new), stopped
        )


def leave(before, on_delete, secrets):
    volume, folder = before.volume, nfs_plan.Folder.of(before.nfs)
    if not _answers(folder):
        raise Failure(
            f'so onDelete, which is "{on_delete}", cannot be done for {folder.place}: have the server answer, or set it to "retain", update, '
            "and try again"
        )
    if on_delete != "discard":
        save.save(volume, on_delete, secrets)
    elif about := docker_api.volume_of(volume):
        refuse_users(volume, docker_api.users(volume, about["Mountpoint"]))
        worker.run(["empty"], [volume_at(str(TO), volume)])


def _answers(folder):
    """Docker would hang with a mount of a server that does not."""
    try:
        worker.run(
            ["check-nfs-server"],
            [],
            environment={"SERVER": folder.server, "VERSION": folder.version, "PORT": folder.port},
            network="host",
        )
    except Told:
        return False
    return True
