"""What a snapshot is known by, and which one is meant."""

import json
from dataclasses import dataclass
from datetime import datetime, timezone

from failure import Failure

LISTED_NAMES = 5
NAMED_TIME = "%Y%m%dT%H%M%SZ"


@dataclass(frozen=True)
class Snapshot:
    name: str
    taken_at: datetime
    # Where its store has them.
    place: object
    manifest_place: object


def now():
    return datetime.now(timezone.utc)


def as_text(time):
    return time.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def as_time(text):
    time = datetime.fromisoformat(text)
    return time if time.tzinfo else time.replace(tzinfo=timezone.utc)


def name_of(taken_at, unique):
    return f"{taken_at:{NAMED_TIME}}-{unique}"


def time_in(name):
    return datetime.strptime(name.partition("-")[0], NAMED_TIME).replace(tzinfo=timezone.utc)


def json_text(content):
    return json.dumps(content, indent=2) + "\n"


def in_order(snapshots):
    """The newest first."""
    return sorted(snapshots, key=lambda one: (one.taken_at, one.name), reverse=True)


def choose(snapshots, folder, name=None, at=None):
    """
    name: of a snapshot, or `latest`.
    at: an ISO time; the newest that was taken then or before.
    """
    found = in_order(snapshots)
    if not found:
        raise Failure(f"there are no snapshots of {folder}")
    if name and name != "latest":
        named = [one for one in found if one.name == name]
        if not named:
            newest = ", ".join(one.name for one in found[:LISTED_NAMES])
            raise Failure(f"there is no snapshot {name} of {folder}; the newest of {len(found)}: {newest}")
        return named[0]
    early_enough = [one for one in found if not at or one.taken_at <= as_time(at)]
    if not early_enough:
        raise Failure(f"no snapshot of {folder} was taken by {at}; the oldest is of {as_text(found[-1].taken_at)}")
    return early_enough[0]
