"""
Whether all that is in a volume is elsewhere, too: as evidence.py has it, which sees the volumes that Docker keeps in its own folder; others are
shown to a worker.
"""

import json

import docker_api
import docker_folder
import evidence
import worker
from mounts import ledger, volume_at


def device_of(about):
    """What has the data in place of Docker, and keeps it when the volume is removed."""
    options = about["Options"] or {}
    return options.get("device", "") if about["Driver"] == "local" and options.get("type") != "tmpfs" else ""


def find(volume, device):
    if place := docker_folder.place_of(volume):
        return evidence.find(volume, device, place)
    there = volume_at("/from", volume, read_only=True)
    return worker.run(["find-evidence"], [there], [ledger()], {"NAME": volume, "DEVICE": device})


def is_copy(volume, other):
    """Whether the other volume is still the one to which it was copied."""
    if docker_api.volume_of(other) is None:
        return False
    if place := docker_folder.place_of(other):
        return evidence.is_copy_there(volume, place)
    there = volume_at("/to", other, read_only=True)
    return json.loads(worker.run(["check-copy"], [there], [ledger()], {"NAME": volume}))
