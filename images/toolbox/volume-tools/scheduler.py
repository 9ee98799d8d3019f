"""Backs a volume up, and holds drills, when it is time to, for as long as this runs."""

import sys
import time
from datetime import datetime, timedelta, timezone
from pathlib import Path

from backup import back_up
from cron import next_time
from drill import drill
from failure import Failure
from quiesce import undo
from snapshots import as_text, as_time, in_order, now

# There while the last backup or the last drill went wrong; the container's health depends on it.
FAILED = Path("/run/volume-tools-failed")
NEVER = datetime.max.replace(tzinfo=timezone.utc)
LONGEST_WAIT_SECONDS = 3600


def run(store, job, schedule="", every_seconds=0.0, drill_every_seconds=0.0):
    """
    schedule: as cron has it.
    every_seconds, drill_every_seconds: between two of them; 0 is never.
    """
    failing = set()
    # Of a run that was killed; the next backup tries again.
    _attempt("backup", undo, failing)

    def backup_due(last):
        return next_time(schedule, now()) if schedule else _after(last, every_seconds)

    due_backup = backup_due(_newest(store, job.folder))
    due_drill = _after(_last_drill(store, job.folder), drill_every_seconds)
    while True:
        _wait_until(min(due_backup, due_drill))
        if due_backup <= now():
            _attempt("backup", lambda: back_up(store, job), failing)
            due_backup = backup_due(now())
        if due_drill <= now():
            _attempt("drill", lambda: _drill(store, job.folder), failing)
            due_drill = _after(now(), drill_every_seconds)


def _after(last, seconds):
    if not seconds:
        return NEVER
    return now() if last is None else last + timedelta(seconds=seconds)


def _newest(store, folder):
    return next((one.taken_at for one in in_order(store.snapshots(folder))), None)


def _last_drill(store, folder):
    last = store.last_drill(folder).get("at")
    return last and as_time(last)


def _wait_until(due):
    # In parts: the clock may be set, and a host may sleep.
    while (left := (due - now()).total_seconds()) > 0:
        time.sleep(min(left, LONGEST_WAIT_SECONDS))


def _drill(store, folder):
    if not store.snapshots(folder):
        return
    result = drill(store, folder)
    if not result["drillSucceeded"]:
        raise Failure(f"snapshot {folder}/{result['snapshot']} cannot be restored: {result['problem']}")
    print(f"proved that snapshot {folder}/{result['snapshot']} can be restored", file=sys.stderr, flush=True)


def _attempt(what, work, failing):
    """failing: what went wrong the last time, of all that is done here."""
    try:
        work()
        failing.discard(what)
    except (Failure, OSError) as failure:
        failing.add(what)
        print(f"{as_text(now())} {what} failed: {failure}", file=sys.stderr, flush=True)
    if failing:
        FAILED.touch()
    else:
        FAILED.unlink(missing_ok=True)
