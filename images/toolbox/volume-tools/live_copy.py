"""Copies a volume while containers write to it, which stand still for the end of that."""

import os

import docker_api
from failure import Failure


def copied(volume, copy, users_of_copy, stopped):
    """
    copy: runs a phase of the copy, and returns what that states.
    users_of_copy: the ids of the containers that have the new volume by now, which is a part of a copy only.

    Returns a statement of what was copied.
    """
    path = docker_api.volume_of(volume)["Mountpoint"]
    writers = docker_api.writers(volume, path)
    copy("first" if writers else "whole")
    if writers:
        if began := users_of_copy():
            raise Failure(f"containers began to use the new volume before all of the data was there: {' '.join(began)}")
        for container in docker_api.writers(volume, path):
            stopped.stop(container, os.environ.get("STOP_GRACE_SECONDS", ""))
        copy("rest", stopped.at)
    statement = copy("verify", stopped.at)
    if began := docker_api.writers(volume, path):
        raise Failure(f"containers began to write to volume {volume} during the copy: {' '.join(began)}")
    return statement
