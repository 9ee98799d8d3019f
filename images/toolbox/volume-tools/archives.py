"""Snapshots as compressed archives: each has a folder of its own, with a manifest, below one for the component."""

import fcntl
import hashlib
import json
import os
import shutil
import tempfile
from pathlib import Path

from failure import Failure
from places import FROM, sync
from programs import run
from snapshots import Snapshot, as_time, json_text, name_of, time_in

ARCHIVE = "data.tar.zst"
MANIFEST = "manifest.json"
DRILL = "drill.json"
UNFINISHED = ".unfinished."
# A new one each time a host starts: its locks, and what it has not finished, are its own.
BOOT = Path("/proc/sys/kernel/random/boot_id").read_text().strip()
OWN_UNFINISHED = f"{UNFINISHED}{BOOT}."
# Another host may share the folder, and need not see this one's locks, nor show its own.
ABANDONED_AFTER_SECONDS = 2 * 24 * 3600
KEPT = ["--acls", "--xattrs", "--xattrs-include=*", "--numeric-owner"]
# tar's exit code when files changed, or went, while it read them.
CHANGED = 1


class Archives:
    def __init__(self, root):
        self._root = root
        self._locks = {}

    def prepare(self):
        """Fails if nothing can be written here."""
        try:
            with tempfile.TemporaryFile(dir=self._root) as file:
                file.write(b"\0")
        except OSError as error:
            raise Failure(f"no snapshot can be written there: {error.strerror}") from error

    def save(self, _folder, live):
        """Archives the volume; nobody finds that before it is published."""
        self._remove_abandoned()
        try:
            work = Path(tempfile.mkdtemp(prefix=OWN_UNFINISHED, dir=self._root))
            self._locks[work] = _locked(work)
        except OSError as error:
            raise Failure(f"no snapshot can be written: {error.strerror}") from error
        try:
            command = ["tar", "--create", *_compressed(work), "--format=posix", "--sparse", *KEPT, "--directory", FROM, "."]
            run(command, "no snapshot could be taken", accepted=(0, CHANGED) if live else (0,))
        except BaseException:
            self.discard(work)
            raise
        return work

    def unpack(self, place, target):
        """Returns the folder that has the data then."""
        target.mkdir()
        command = ["tar", "--extract", *_compressed(place), "--same-permissions", *KEPT, "--directory", target]
        run(command, "the snapshot cannot be unpacked")
        return target

    def publish(self, work, folder, manifest):
        archive = work / ARCHIVE
        about = {"archiveBytes": archive.stat().st_size, "archiveSha256": _sha256(archive)}
        (work / MANIFEST).write_text(json_text({**manifest, **about}))
        work.chmod(0o755)
        sync(self._root)
        unique = work.name.removeprefix(OWN_UNFINISHED)
        place = self._root / folder / name_of(as_time(manifest["takenAt"]), unique)
        place.parent.mkdir(parents=True, exist_ok=True)
        work.rename(place)
        os.close(self._locks.pop(work))
        sync(self._root)
        return place.name

    def discard(self, work):
        _remove_all_of(work)
        os.close(self._locks.pop(work))

    def _remove_abandoned(self):
        """What was left by a container that was killed: nobody has it locked any more, or has written to it for days."""
        for path in self._root.glob(f"{UNFINISHED}*"):
            try:
                if not path.name.startswith(OWN_UNFINISHED) and self._age_seconds(path) < ABANDONED_AFTER_SECONDS:
                    continue
                lock = _locked(path)
            except OSError:
                # It is another's, or went meanwhile.
                continue
            shutil.rmtree(path, ignore_errors=True)
            os.close(lock)

    def _age_seconds(self, folder):
        """Since anything in it was written, by the clock of whoever keeps the folder: those of two hosts may differ."""
        with tempfile.TemporaryFile(dir=self._root) as now:
            newest = max(path.lstat().st_mtime for path in [folder, *folder.rglob("*")])
            return os.fstat(now.fileno()).st_mtime - newest

    def snapshots(self, folder):
        return [
            Snapshot(path.parent.name, _taken_at(path), path.parent, path)
            for path in (self._root / folder).glob(f"*/{MANIFEST}")
        ]

    def manifest(self, snapshot):
        return _read(snapshot.manifest_place)

    def remove(self, snapshots):
        for snapshot in snapshots:
            # Half of one would be found otherwise, by whoever looks while it goes.
            gone = self._root / f"{OWN_UNFINISHED}{snapshot.name}"
            snapshot.place.rename(gone)
            _remove_all_of(gone)

    def note_drill(self, folder, result):
        place = self._root / folder / DRILL
        part = place.with_suffix(".part")
        part.write_text(json_text(result))
        part.rename(place)

    def last_drill(self, folder):
        place = self._root / folder / DRILL
        return _read(place) if place.exists() else {}


def _remove_all_of(folder):
    """Also when this is told to stop meanwhile."""
    try:
        shutil.rmtree(folder, ignore_errors=True)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _locked(folder):
    """Fails if somebody else has it locked; the lock goes with the process."""
    opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(opened)
        raise
    return opened


def _compressed(folder):
    return ["--use-compress-program=zstd -T0", "--file", folder / ARCHIVE]


def _taken_at(manifest):
    try:
        return as_time(_read(manifest)["takenAt"])
    except Failure:
        # It is told of when it is the one that is asked for.
        return time_in(manifest.parent.name)


def _read(path):
    try:
        return json.loads(path.read_text())
    except ValueError as error:
        raise Failure(f"{path.parent.name}/{path.name} is damaged: {error}") from error


def _sha256(path):
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
