"""Sets aside what a volume with a fixed name holds, and removes the volume, before that is made anew or when it leaves the stack."""

import json
import os
import sys

import aside
import docker_api
import docker_folder
import elsewhere
import worker
from copying import Side, copying
from failure import Failure
from migrate_plan import refuse_service
from mounts import ledger, volume_at
from places import FROM
from reclaim_plan import refuse_users


def set_aside(volume, on_replace, on_delete):
    about = docker_api.volume_of(volume)
    if about is None:
        return
    refuse_service(volume, docker_api.service_that_writes_to(volume))
    refuse_users(volume, docker_api.users(volume, about["Mountpoint"]))
    if (on_replace, on_delete) != ("discard", "discard"):
        _keep(volume, about)
    docker_api.remove_volume(volume)


def _keep(volume, about):
    device = elsewhere.device_of(about)
    found = _moved(volume, about, device, is_copy_lost=False)
    fate, _, other = found.partition(" ")
    if fate == "copied" and not device and not elsewhere.is_copy(volume, other):
        print(f"volume {other}, to which volume {volume} was copied, is gone", file=sys.stderr)
        found = _moved(volume, about, device, is_copy_lost=True)
        fate = found.partition(" ")[0]
    if found == "copy":
        with copying(Side(volume), Side(volume, aside.COPY)) as copy:
            copy("whole")
            copy("verify")
        aside.keep_copy(volume)
    elif fate not in ("aside", "copied", "moved", "discarded", "unfinished"):
        raise Failure(f"nothing is known of what volume {volume} holds: {found!r}")


def _moved(volume, about, device, is_copy_lost):
    """As `aside.set_aside`."""
    if place := docker_folder.place_of(volume):
        return aside.set_aside(volume, json.dumps(about), device, is_copy_lost, place)
    environment = {"VOLUME": volume, "ABOUT": json.dumps(about), "DEVICE": device, "LOST": json.dumps(is_copy_lost)}
    binds = [f"{os.environ['ROOT']}:{docker_folder.ROOT}", ledger()]
    return worker.run(["move-aside"], [volume_at(str(FROM), volume, read_only=True)], binds, environment)
