"""What is stated of data that has come to another volume: components/model/migration.ts tells what it means."""

import os
from datetime import datetime, timezone


def statement(source, target, figures, began_at):
    now = datetime.now(timezone.utc)
    return {
        "from": source,
        "to": target,
        **figures,
        "durationSeconds": round(now.timestamp() - began_at, 3),
        "downTimeSeconds": seconds_since(os.environ.get("STOPPED_AT", "")),
        "finishedAt": now.isoformat(timespec="seconds").replace("+00:00", "Z"),
    }


def seconds_since(stopped_at):
    """stopped_at: Docker's own time, to the nanosecond, which is more than Python reads; 0 without one."""
    if not stopped_at:
        return 0
    stopped = datetime.fromisoformat(stopped_at[:26].rstrip("Z")).replace(tzinfo=timezone.utc)
    return round((datetime.now(timezone.utc) - stopped).total_seconds(), 3)
