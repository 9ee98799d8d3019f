"""
Brings the data of a volume that is replaced to the one that replaces it: what is seen, what follows from that, and what is done are one run of
one program, on the volume's own host.
"""

import os
import sys

import aside
import docker_api
import evidence
from bring_back import brought_back
from copying import Side, copying
from failure import Failure
from migrate_plan import BEGIN_ANEW, BRING_BACK, COPY, DISCARD, LET_GO, Found, holder, plan
from stopped import Stopped


def migrate(new, on_replace, stack, before, unfinished):
    """Returns how the data came to the new volume, as JSON, if it was brought there, and whether it begins anew."""
    old = holder(before, unfinished)
    stopped = Stopped(old)
    try:
        step = plan(old, new, on_replace, before.is_fixed, stack, _found(old, new, before, stack))
        migration, is_anew = _carried_out(step, old, new, before, stopped)
    except BaseException:
        stopped.start_again()
        raise
    stopped.forget()
    return migration, is_anew


def start_stopped(before, unfinished):
    """Those that a migration had stopped when it was killed."""
    Stopped(holder(before, unfinished)).start_again()


def _found(old, new, before, stack):
    if old in ("", new):
        return Found(has_old=False)
    about = docker_api.volume_of(old)
    path = about and about["Mountpoint"]
    return Found(
        has_old=about is not None,
        has_new=docker_api.volume_of(new) is not None,
        is_set_aside=before.is_fixed and aside.is_kept(old),
        service=docker_api.service_that_writes_to(old) if about else "",
        others=tuple(docker_api.others(old, path, {stack, before.stack})) if about else (),
        users=tuple(docker_api.running_users(new, None)),
        fleeting=tuple(docker_api.fleeting(docker_api.writers(old, path))) if about else (),
    )


def _carried_out(step, old, new, before, stopped):
    if step is None:
        return before.migration, before.is_anew
    print(step.why, file=sys.stderr, flush=True)
    if step.what == DISCARD:
        evidence.note_discarded(old)
    elif step.what == LET_GO:
        aside.let_go(old)
    elif step.what == BRING_BACK:
        return brought_back(old, new), False
    elif step.what == COPY:
        return _copied(old, new, stopped), False
    return "", step.what == BEGIN_ANEW


def _copied(old, new, stopped):
    path = docker_api.volume_of(old)["Mountpoint"]
    with copying(Side(old), Side(new), is_noted=True) as copy:
        writers = docker_api.writers(old, path)
        copy("first" if writers else "whole")
        if writers:
            _refuse_users(new)
            for container in docker_api.writers(old, path):
                stopped.stop(container, os.environ["STOP_GRACE_SECONDS"])
            copy("rest", stopped.at)
        statement = copy("verify", stopped.at)
        if began := docker_api.writers(old, path):
            raise Failure(f"containers began to write to volume {old} during the copy: {' '.join(began)}")
    return statement


def _refuse_users(new):
    """Of a volume that is only a part of a copy."""
    if began := [user for user in docker_api.running_users(new, None) if not docker_api.is_worker(user)]:
        raise Failure(f"containers began to use volume {new} before all of the data was there: {' '.join(began)}")
