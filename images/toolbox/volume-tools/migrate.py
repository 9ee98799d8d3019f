"""
Brings the data of a volume that is replaced to the one that replaces it: what is seen, what follows from that, and what is done are one run of
one program, on the volume's own host.
"""

import sys
from contextlib import suppress

import aside
import docker_api
import evidence
import live_copy
from bring_back import brought_back
from copying import Side, copying
from failure import Failure
from migrate_plan import BEGIN_ANEW, BRING_BACK, COPY, DISCARD, LET_GO, Found, holder, plan, refuse_other_host
from observe import found_of, target_of
from stopped import Stopped, stopping


def migrate(held, on_replace, before, unfinished):
    """Returns how the data came to the new volume, as JSON, if it was brought there, and whether it begins anew."""
    old, new = holder(before, unfinished), held.volume
    with stopping(old) as stopped:
        found = _found(old, new, before, held.stack)
        if on_replace == "migrate" or old == new:
            refuse_other_host(before, held, found)
        step = plan(old, new, on_replace, before.is_fixed, held.stack, found)
        return _carried_out(step, old, new, before, stopped)


def start_stopped(before, unfinished):
    """Those that a migration had stopped when it was killed, or that its client does not know of."""
    old = before.volume
    # The reason is said already.
    with suppress(Failure):
        old = holder(before, unfinished)
    Stopped(old).start_again()
    print(f"volume {old} still holds the data; nothing of it was lost. The next update tries again.", file=sys.stderr)


def _found(old, new, before, stack):
    if old == "":
        return Found(has_old=False)
    if old == new:
        return Found(has_old=docker_api.volume_of(old) is not None)
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
