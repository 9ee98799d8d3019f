"""Brings back what was set aside of a volume with a fixed name, once that was made anew, or to a volume of another name."""

import json

import aside
import docker_api
import worker
from copying import Side, copying
from failure import Failure
from mounts import volume_at
from places import FROM


def bring_back(volume, on_replace, declared):
    """
    Returns a statement, if anything was set aside.

    declared: the volume's settings, as text: its driver, and a line for each option and label.
    """
    about = docker_api.volume_of(volume)
    if about is None:
        raise Failure(f"there is no volume {volume}")
    is_kept = aside.begin(volume)
    if is_kept and not about["Labels"] and _is_empty(volume):
        # As a daemon leaves it that is killed while it makes one.
        docker_api.remove_volume(volume)
        _make(volume, declared)
        about = docker_api.volume_of(volume)
    if settings_of(about) != declared:
        raise Failure(
            f"volume {volume} exists with another driver, other options or labels, which Docker cannot change. If onDelete is \"retain\", put "
            "the former ones back, set onDelete to \"snapshot\", update, and then change them."
        )
    if not is_kept:
        return ""
    if on_replace == "discard":
        aside.let_go(volume)
        return ""
    return brought_back(volume, volume)


def brought_back(former, volume):
    if moved := aside.bring_back(former, volume):
        return json.dumps(moved)
    with copying(Side(former, aside.DATA), Side(volume)) as copy:
        copy("whole")
        statement = copy("verify")
    aside.let_go(former)
    return statement


def settings_of(about):
    """As components/data/as-inspected.ts has them of a declared one."""
    lines = [about["Driver"]]
    for kind, values in (("option", about["Options"]), ("label", about["Labels"])):
        lines += [f"{kind} {key}={value}" for key, value in sorted((values or {}).items(), key=lambda one: one[0].encode())]
    return "\n".join(lines)


def _is_empty(volume):
    return json.loads(worker.run(["is-empty"], [volume_at(str(FROM), volume, read_only=True)]))


def _make(volume, declared):
    # A value may go on for several lines.
    driver, *parts = declared.replace("\noption ", "\0option ").replace("\nlabel ", "\0label ").split("\0")
    given = {"option": {}, "label": {}}
    for part in parts:
        kind, _, setting = part.partition(" ")
        key, _, value = setting.partition("=")
        given[kind][key] = value
    docker_api.make_volume(volume, driver, given["option"], given["label"])
