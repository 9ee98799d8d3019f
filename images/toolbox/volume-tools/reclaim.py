"""
Removes a volume that was replaced or leaves the stack, once everything in it is proven to be elsewhere: what is seen, what follows from
that, and what is done are one run of one program, on the volume's own host.
"""

import sys

import docker_api
import elsewhere
import save
from copying import Side
from reclaim_plan import REMOVE, SNAPSHOT, Found, plan


def reclaim(volume, on_delete, secrets):
    about = docker_api.volume_of(volume)
    if about is None:
        print(f"volume {volume} is gone: there is nothing to remove", file=sys.stderr)
    for step in plan(volume, on_delete, _found(volume, about)):
        print(f"volume {volume} {step}", file=sys.stderr, flush=True)
        if step.what == SNAPSHOT:
            save.take(about, Side(volume), secrets)
        elif step.what == REMOVE:
            docker_api.remove_volume(volume)


def _found(volume, about):
    if about is None:
        return Found(is_there=False)
    if users := docker_api.users(volume, about["Mountpoint"]):
        return Found(is_there=True, users=tuple(users))
    device = elsewhere.device_of(about)
    evidence = elsewhere.find(volume, device)
    fate, _, other = evidence.partition(" ")
    is_copy_there = fate != "copied" or bool(device) or elsewhere.is_copy(volume, other)
    return Found(is_there=True, evidence=evidence, is_copy_there=is_copy_there)
