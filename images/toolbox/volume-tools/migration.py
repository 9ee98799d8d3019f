"""What is stated of data that has come to another volume: components/model/migration.ts tells what it means."""

import os
from datetime import datetime, timezone


def statement(source, target, figures, began_at):
    now = datetime.now(timezone.utc)
    # Docker's own time, to the nanosecond, which is more than Python reads.
    stopped_at = os.environ.get("STOPPED_AT", "")[:26].rstrip("Z")
    down = (now - datetime.fromisoformat(stopped_at).replace(tzinfo=timezone.utc)).total_seconds() if stopped_at else 0
    return {
        "from": source,
        "to": target,
        **figures,
        "durationSeconds": round(now.timestamp() - began_at, 3),
        "downTimeSeconds": round(down, 3),
        "finishedAt": now.isoformat(timespec="seconds").replace("+00:00", "Z"),
    }
