"""Progress of long work, on standard error: a line after two seconds, and then ever more seldom."""

import sys
import threading
import time
from pathlib import Path

FIRST_SECONDS = 2
LONGEST_SECONDS = 30
UNITS = ("B", "KiB", "MiB", "GiB", "TiB", "PiB")


class Progress:
    """Counts bytes, from any thread, and tells of them while it is entered."""

    def __init__(self, what, total_bytes, done_bytes=None):
        """done_bytes: asked how many bytes are done, where nobody counts them with `add`."""
        self._what = what
        self._total_bytes = total_bytes
        self._counted_bytes = 0
        self._done_bytes = done_bytes or (lambda: self._counted_bytes)
        self._lock = threading.Lock()
        self._ended = threading.Event()
        self._teller = threading.Thread(target=self._tell, daemon=True)

    def add(self, count_bytes):
        with self._lock:
            self._counted_bytes += count_bytes

    def __enter__(self):
        self._started = time.monotonic()
        self._teller.start()
        return self

    def __exit__(self, *_):
        self._ended.set()
        self._teller.join()

    def _tell(self):
        pause_seconds = FIRST_SECONDS
        while not self._ended.wait(pause_seconds):
            print(self._line(), file=sys.stderr, flush=True)
            pause_seconds = min(pause_seconds * 1.5, LONGEST_SECONDS)

    def _line(self):
        done_bytes = min(self._done_bytes(), self._total_bytes)
        rate = done_bytes / (time.monotonic() - self._started)
        left = f", {(self._total_bytes - done_bytes) / rate:.0f} s left" if rate > 0 else ""
        return f"{self._what}: {in_units(done_bytes)} of {in_units(self._total_bytes)}, {in_units(rate)}/s{left}"


def in_units(count_bytes):
    for unit in UNITS[:-1]:
        if count_bytes < 1024:
            return f"{count_bytes:.0f} {unit}" if unit == "B" else f"{count_bytes:.1f} {unit}"
        count_bytes /= 1024
    return f"{count_bytes:.1f} {UNITS[-1]}"


def bytes_written_by(pid):
    """For `done_bytes`: what a process has written so far."""
    counters = Path(f"/proc/{pid}/io")

    def written_bytes():
        try:
            return int(next(line for line in counters.read_text().splitlines() if line.startswith("wchar")).split()[1])
        except (OSError, StopIteration):
            return 0

    return written_bytes
