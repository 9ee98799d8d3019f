"""
Brings the data of a volume that is replaced to the one that replaces it: what is seen, what follows from that, and what is done are one run of
one program, on the volume's own host.
"""

import sys

import aside
import docker_api
import evidence
import live_copy
from bring_back import brought_back
from copying import Side, copying
from migrate_plan import BEGIN_ANEW, BRING_BACK, COPY, DISCARD, LET_GO, Found, holder, plan
from observe import found_of, target_of
from stopped import Stopped, stopping


def migrate(new, on_replace, stack, before, unfinished):
    """Returns how the data came to the new volume, as JSON, if it was brought there, and whether it begins anew."""
    old = holder(before, unfinished)
    with stopping(old) as stopped:
        step = plan(old, new, on_replace, before.is_fixed, stack, _found(old, new, before, stack))
        return _carried_out(step, old, new, before, stopped)


def start_stopped(before, unfinished):
    """Those that a migration had stopped when it was killed."""
    Stopped(holder(before, unfinished)).start_again()


def _found(old, new, before, stack):
    if old in ("", new):
        return Found(has_old=False)
    return found_of(old, before, stack, target_of(new))


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
    with copying(Side(old), Side(new), is_noted=True) as copy:
        return live_copy.copied(old, copy, lambda: docker_api.running_users_besides_workers(new), stopped)
