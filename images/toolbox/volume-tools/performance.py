"""
Measures with fio how fast the file system at /data is.

The file for that has no name, so nobody comes across it, and it is gone with this process, however that ends.
"""

import errno
import json
import mmap
import os
import subprocess
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from failure import Failure
from snapshots import as_text, now

FOLDER = Path("/data")
# Where a file system has no files without a name, this one has it for a moment.
PREFIX = ".docker-storage-fio-"
# A test takes no more than this part of what is free.
SHARE_OF_FREE = 4


@dataclass(frozen=True)
class Test:
    # Of one read or write.
    sequential_bytes: int
    random_bytes: int
    queue_depth: int
    size_bytes: int
    # Of each of the four parts.
    limit_seconds: float

    @staticmethod
    def of(environment):
        given = json.loads(environment["TEST"])
        names = ("sequentialBlockSizeBytes", "randomBlockSizeBytes", "queueDepth", "sizeBytes", "runtimeSeconds")
        return Test(*(given[name] for name in names))


def measure(test):
    """The figures, or, as `problem`, why there are none."""
    about = {"measuredAt": as_text(now())}
    try:
        return {**about, **_measured(test, _size_bytes(test))}
    except Failure as failure:
        return {**about, "problem": str(failure)}
    except OSError as error:
        return {**about, "problem": f"no file for the test could be written: {error.strerror}"}


def _size_bytes(test):
    found = os.statvfs(FOLDER)
    free_bytes = found.f_frsize * found.f_bavail
    size_bytes = min(test.size_bytes, free_bytes // SHARE_OF_FREE)
    if size_bytes < max(test.sequential_bytes, test.random_bytes):
        raise Failure(f"{free_bytes} bytes are free, and a quarter of that, the most that a test takes, is less than a block")
    return size_bytes


def _measured(test, size_bytes):
    with _file_without_name() as file:
        is_direct = _takes_direct(file, test.sequential_bytes) and _takes_direct(file, test.random_bytes)
        # The kernel queues nothing that goes through its cache.
        depth = test.queue_depth if is_direct else 1

        def run(pattern, block_bytes):
            return _fio(file, pattern, block_bytes, size_bytes, depth, is_direct, test.limit_seconds)

        os.ftruncate(file.fileno(), size_bytes)
        first = run("write", test.sequential_bytes)
        # What there was no time to write has no place on the disk yet, and would be read too fast.
        size_bytes = first["io_bytes"]
        return {
            "sizeBytes": size_bytes,
            "queueDepth": depth,
            "direct": is_direct,
            "sequentialWrite": _speed(first, test.sequential_bytes),
            "sequentialRead": _speed(run("read", test.sequential_bytes), test.sequential_bytes),
            "randomWrite": _speed(run("randwrite", test.random_bytes), test.random_bytes),
            "randomRead": _speed(run("randread", test.random_bytes), test.random_bytes),
        }


@contextmanager
def _file_without_name():
    before = FOLDER.stat()
    with tempfile.TemporaryFile(prefix=PREFIX, dir=FOLDER, buffering=0) as file:
        opened = FOLDER.stat()
        try:
            yield file
        finally:
            untouched = FOLDER.stat().st_mtime_ns == opened.st_mtime_ns
    if untouched and opened.st_mtime_ns != before.st_mtime_ns:
        # It had a name, and nobody else changed the folder since.
        os.utime(FOLDER, ns=(before.st_atime_ns, before.st_mtime_ns))


def _takes_direct(file, block_bytes):
    """Whether blocks of this size can be read and written past the kernel's cache."""
    try:
        opened = os.open(_path(file), os.O_RDWR | os.O_DIRECT)
        try:
            with mmap.mmap(-1, block_bytes) as aligned:
                os.pwrite(opened, aligned, 0)
        finally:
            os.close(opened)
    except OSError as error:
        if error.errno != errno.EINVAL:
            raise
        return False
    return True


def _path(file):
    """In this process and in those it starts with the file open."""
    return f"/proc/self/fd/{file.fileno()}"


def _fio(file, pattern, block_bytes, size_bytes, depth, is_direct, limit_seconds):
    command = [
        "fio", "--name=test", f"--filename={_path(file)}", f"--size={size_bytes}", f"--rw={pattern}", f"--bs={block_bytes}",
        f"--runtime={round(limit_seconds * 1000)}ms", "--fallocate=none", "--output-format=json",
        "--lat_percentiles=1", "--clat_percentiles=0", "--percentile_list=99",
        # Through the cache, a write counts once it is on the disk.
        *(["--direct=1"] if is_direct else ["--sync=dsync"]),
        *(["--ioengine=libaio", f"--iodepth={depth}"] if depth > 1 else ["--ioengine=psync"]),
    ]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, pass_fds=[file.fileno()])
    if done.returncode != 0:
        complaint = done.stderr.decode(errors="replace").strip()
        raise Failure(f"fio ended with {done.returncode}: {complaint}")
    [job] = json.loads(done.stdout)["jobs"]
    return job["read" if "read" in pattern else "write"]


def _speed(figures, block_bytes):
    latency = figures["lat_ns"]
    return {
        "blockSizeBytes": block_bytes,
        "bytesPerSecond": figures["bw_bytes"],
        "iops": figures["iops"],
        "latencySeconds": {"mean": latency["mean"] / 1e9, "p99": latency["percentile"]["99.000000"] / 1e9},
    }
