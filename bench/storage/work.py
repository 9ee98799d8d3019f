"""Does one kind of work in a folder, and prints the seconds that it took. The third argument: mebibytes of the large file."""

import os
import random
import sys
import time
from pathlib import Path

KIBIBYTE = 1024
MEBIBYTE = 1024 * KIBIBYTE
LARGE_BYTES = int(sys.argv[3]) * MEBIBYTE
BLOCK = os.urandom(4 * KIBIBYTE)
CHUNK = os.urandom(MEBIBYTE)
FILE_COUNT = 5000


def _large(folder):
    """A file that was there before; in a container's layer, it comes from the image."""
    path = folder / "large"
    if not path.exists():
        with open(path, "wb") as file:
            for _ in range(LARGE_BYTES // len(CHUNK)):
                file.write(CHUNK)
            os.fsync(file.fileno())
    return path


def _write(path, mode, offsets, content):
    with open(path, mode) as file:
        for offset in offsets:
            file.seek(offset)
            file.write(content)
        file.flush()
        os.fsync(file.fileno())


def first_write(folder):
    path = _large(folder)
    return lambda: _write(path, "r+b", [LARGE_BYTES // 2], BLOCK)


def sequential_write(folder):
    return lambda: _write(folder / "new", "wb", range(0, 256 * MEBIBYTE, len(CHUNK)), CHUNK)


def random_write(folder):
    path = folder / "new"
    _write(path, "wb", range(0, 256 * MEBIBYTE, len(CHUNK)), CHUNK)
    places = random.Random(1).sample(range(0, 256 * MEBIBYTE, len(BLOCK)), 20000)
    return lambda: _write(path, "r+b", places, BLOCK)


def _files(folder):
    return [folder / f"{number % 50}" / f"{number}" for number in range(FILE_COUNT)]


def _write_files(folder):
    for path in _files(folder):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(BLOCK)
    os.sync()


def small_files(folder):
    return lambda: _write_files(folder)


def metadata(folder):
    _write_files(folder)

    def work():
        for path in _files(folder):
            path.stat()
            path.chmod(0o600)
            path.rename(path.with_suffix(".renamed"))
        for path in _files(folder):
            path.with_suffix(".renamed").unlink()
        os.sync()

    return work


def main():
    name, folder, _ = sys.argv[1:]
    if name == "prepare":
        Path(folder).mkdir()
        _large(Path(folder))
        return
    work = globals()[name](Path(folder))
    began = time.perf_counter()
    work()
    print(time.perf_counter() - began)


main()
