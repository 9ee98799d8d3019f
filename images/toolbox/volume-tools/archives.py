"""Snapshots as compressed archives: each has a folder of its own, with a manifest, below one for the component."""

import hashlib
import json
import shutil
import tempfile
from pathlib import Path

from failure import Failure
from places import FROM, sync
from programs import run
from snapshots import Snapshot, as_time, manifest_text, name_of

ARCHIVE = "data.tar.zst"
MANIFEST = "manifest.json"
UNFINISHED = ".unfinished."
KEPT = ["--acls", "--xattrs", "--xattrs-include=*", "--numeric-owner"]
# tar's exit code when files changed, or went, while it read them.
CHANGED = 1


class Archives:
    def __init__(self, root):
        self._root = root

    def prepare(self):
        """Fails if nothing can be written here."""
        try:
            with tempfile.TemporaryFile(dir=self._root) as file:
                file.write(b"\0")
        except OSError as error:
            raise Failure(f"no snapshot can be written there: {error.strerror}") from error

    def save(self, _folder, live):
        """Archives the volume; nobody finds that before it is published."""
        try:
            work = Path(tempfile.mkdtemp(prefix=UNFINISHED, dir=self._root))
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
        (work / MANIFEST).write_text(manifest_text({**manifest, **about}))
        work.chmod(0o755)
        sync(self._root)
        unique = work.name.removeprefix(UNFINISHED)
        place = self._root / folder / name_of(as_time(manifest["takenAt"]), unique)
        place.parent.mkdir(parents=True, exist_ok=True)
        work.rename(place)
        sync(self._root)
        return place.name

    def discard(self, work):
        shutil.rmtree(work, ignore_errors=True)

    def snapshots(self, folder):
        return [
            Snapshot(path.parent.name, as_time(_read(path)["takenAt"]), path.parent, path)
            for path in (self._root / folder).glob(f"*/{MANIFEST}")
        ]

    def manifest(self, snapshot):
        return _read(snapshot.manifest_place)

    def remove(self, snapshots):
        for snapshot in snapshots:
            # Half of one would be found otherwise, by whoever looks while it goes.
            gone = self._root / f"{UNFINISHED}{snapshot.name}"
            snapshot.place.rename(gone)
            shutil.rmtree(gone)


def _compressed(folder):
    return ["--use-compress-program=zstd -T0", "--file", folder / ARCHIVE]


def _read(path):
    try:
        return json.loads(path.read_text())
    except ValueError as error:
        raise Failure(f"{path.parent.name}/{MANIFEST} is damaged: {error}") from error


def _sha256(path):
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
