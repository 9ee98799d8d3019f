"""
Takes a snapshot of the volume at /from: a compressed archive and a manifest in a folder of the volume at /to.

Nobody finds it there before it was unpacked again and compared with the volume. Sockets are left out: they mean nothing
without the process that listens.
"""

import hashlib
import json
import shutil
import subprocess
import tempfile
from datetime import datetime, timezone
from pathlib import Path

import mark
import tree
from failure import Failure
from places import FROM, TO, sync

ARCHIVE = "data.tar.zst"
MANIFEST = "manifest.json"
MANIFEST_VERSION = 1
KEPT = ["--acls", "--xattrs", "--xattrs-include=*", "--numeric-owner"]
SHOWN_DIFFERENCES = 10


def take(folder, urn, volume):
    """
    folder: in /to, relative; each snapshot gets one of its own in it.
    volume: what `docker volume inspect` tells of it.
    """
    if (FROM / mark.NAME).exists():
        raise Failure(f"volume {volume['Name']} holds an unfinished copy")
    work = Path(tempfile.mkdtemp(prefix=".unfinished.", dir=TO))
    try:
        data = _archive(work / ARCHIVE, volume["Name"])
        taken_at = datetime.now(timezone.utc)
        manifest = {
            "version": MANIFEST_VERSION,
            "urn": urn,
            "volume": volume["Name"],
            "driver": volume["Driver"],
            "driverOpts": volume["Options"] or {},
            "labels": volume["Labels"] or {},
            "takenAt": taken_at.isoformat(timespec="seconds").replace("+00:00", "Z"),
            **tree.summary(data),
            "archiveBytes": (work / ARCHIVE).stat().st_size,
            "archiveSha256": _sha256(work / ARCHIVE),
        }
        (work / MANIFEST).write_text(json.dumps(manifest, indent=2) + "\n")
        work.chmod(0o755)
        sync(TO)
        place = TO / folder / f"{taken_at:%Y%m%dT%H%M%SZ}-{work.name.removeprefix('.unfinished.')}"
        place.parent.mkdir(parents=True, exist_ok=True)
        work.rename(place)
        sync(TO)
        return place.relative_to(TO)
    except BaseException:
        shutil.rmtree(work, ignore_errors=True)
        raise


def _archive(path, name):
    """Returns what is in the archive, once that is known to be what is in the volume."""
    compress = ["--use-compress-program=zstd -T0", "--file", path]
    _run(["tar", "--create", *compress, "--format=posix", "--sparse", *KEPT, "--directory", FROM, "."])
    check = path.parent / "check"
    check.mkdir()
    _run(["tar", "--extract", *compress, "--same-permissions", *KEPT, "--directory", check])
    data = {path: entry for path, entry in tree.scan(FROM).items() if entry.kind != "socket"}
    found = list(tree.differences(data, tree.scan(check)))
    if found:
        first = "\n".join(found[:SHOWN_DIFFERENCES])
        raise Failure(f"the snapshot of volume {name} differs from it. {len(found)} differences, the first of them:\n{first}")
    shutil.rmtree(check)
    return data


def _run(command):
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, errors="replace")
    if done.returncode != 0:
        raise Failure(f"no snapshot could be taken: {command[0]} ended with {done.returncode}: {done.stderr.strip()}")


def _sha256(path):
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
