"""
Snapshots in a restic repository: encrypted, deduplicated, wherever restic can write.

Each is two of restic's own, with the folder as host: one of the data, and, once that was verified, one of the manifest. Only the
latter makes it a snapshot that anybody finds. Neither takes a lock that keeps others waiting, so volumes can go at the same time.
"""

import json
import re

import tree
from failure import Failure
from places import FROM
from programs import run
from snapshots import Snapshot, as_time, json_text, name_of

MANIFEST = "manifest.json"
DRILL = "drill.json"
DATA_TAG = "docker-storage-data"
MANIFEST_TAG = "docker-storage-manifest"
DRILL_TAG = "docker-storage-drill"
# restic's exit code when it could not read some of the files.
INCOMPLETE = 3
NO_REPOSITORY = "Is there a repository at the following location?"
SHORT_ID = 8


class Restic:
    def __init__(self, environment):
        """environment: RESTIC_REPOSITORY, RESTIC_PASSWORD and what the repository's backend asks for."""
        self._environment = environment

    def prepare(self):
        """Makes the repository unless it is there, and opens it."""
        opening = ["cat", "config"]
        try:
            self._restic(opening, "the repository cannot be opened")
        except Failure as failure:
            if NO_REPOSITORY not in str(failure):
                raise
            self._restic(["init"], "no repository can be made")
            self._restic(opening, "the repository cannot be opened")

    def save(self, folder, live):
        """Backs the volume up; nobody finds that before it is published."""
        sockets = [path for path, entry in tree.listing(FROM).items() if entry.kind == "socket"]
        left_out = [f"{FROM}/{_pattern(path)}" for path in [*tree.of_file_system(FROM), *sockets]]
        options = ["--tag", DATA_TAG, "--host", folder, *(f"--exclude={path}" for path in left_out)]
        accepted = (0, INCOMPLETE) if live else (0,)
        return self._backup([*options, FROM], accepted=accepted)

    def unpack(self, place, target):
        """Returns the folder that has the data then."""
        self._restic(["restore", place, "--target", target], "the snapshot cannot be unpacked")
        return target / FROM.relative_to("/")

    def publish(self, place, folder, manifest):
        taken = manifest["takenAt"]
        self._write(folder, MANIFEST, manifest, [MANIFEST_TAG, f"data={place}", f"taken={taken}"])
        return name_of(as_time(taken), place[:SHORT_ID])

    def discard(self, place):
        self._forget([place])

    def snapshots(self, folder):
        return [_snapshot(one) for one in self._listed(folder, MANIFEST_TAG)]

    def manifest(self, snapshot):
        return self._read(snapshot.manifest_place, MANIFEST)

    def remove(self, snapshots):
        ids = [id for one in snapshots for id in (one.manifest_place, one.place)]
        if ids:
            # Only locks that nobody holds any more.
            self._restic(["unlock"], "the repository cannot be unlocked")
            self._restic(["forget", "--prune", *ids], "old snapshots cannot be removed")

    def note_drill(self, folder, result):
        earlier = [one["id"] for one in self._listed(folder, DRILL_TAG)]
        self._write(folder, DRILL, result, [DRILL_TAG])
        self._forget(earlier)

    def last_drill(self, folder):
        listed = self._listed(folder, DRILL_TAG)
        return self._read(max(listed, key=lambda one: one["time"])["id"], DRILL) if listed else {}

    def _forget(self, places):
        """If nobody else works in the repository: these are not found, or not the newest, and only take space."""
        try:
            if places:
                self._restic(["forget", *places], "it stays in the repository")
        except Failure:
            pass

    def _listed(self, folder, tag):
        command = ["snapshots", "--json", "--host", folder, "--tag", tag]
        return json.loads(self._restic(command, "the snapshots cannot be listed"))

    def _read(self, place, name):
        return json.loads(self._restic(["dump", place, name], f"the snapshot's {name} cannot be read"))

    def _write(self, folder, name, content, tags):
        tagged = [option for tag in tags for option in ("--tag", tag)]
        stdin = ["--stdin", "--stdin-filename", name]
        self._backup([*tagged, "--host", folder, *stdin], given=json_text(content).encode())

    def _backup(self, options, accepted=(0,), given=None):
        printed = self._restic(["backup", "--json", *options], "no snapshot could be taken", accepted, given)
        return next(line["snapshot_id"] for line in map(json.loads, printed.splitlines()) if "snapshot_id" in line)

    def _restic(self, arguments, what_failed, accepted=(0,), given=None):
        command = ["restic", "--no-cache", "--quiet", *arguments]
        return run(command, what_failed, accepted, self._environment, given)


def _snapshot(listed):
    tags = dict(tag.split("=", 1) for tag in listed["tags"] if "=" in tag)
    taken_at = as_time(tags["taken"])
    return Snapshot(name_of(taken_at, tags["data"][:SHORT_ID]), taken_at, tags["data"], listed["id"])


def _pattern(path):
    """Of exactly this path."""
    return re.sub(rb"[*?\[\\]", rb"\\\g<0>", path).decode("utf-8", "surrogateescape")
