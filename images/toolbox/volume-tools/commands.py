"""The commands of volume-tools that work on what is mounted. They take no arguments; each reads the environment."""

import json
import os
import sys

import aside
import backup
import daemon
import disk
import drill
import evidence
import measure
import move_volume
import nfs_server
import nfs_trial
import performance
import restore
import scheduler
import scratch
import seed
import snapshot
from ending import end_in_order
from failure import Failure
from places import FROM, TO, names_in
from store import given_store


def know_as(_):
    daemon.know_as(os.environ["DAEMON"])


def is_known_as(_):
    if not daemon.is_known_as(os.environ["DAEMON"]):
        raise Failure("it is another daemon")


def send(_):
    move_volume.send()


def checksum(_):
    move_volume.checksum()


def prove(_):
    move_volume.prove()


def move_aside(_):
    given = (os.environ[name] for name in ("VOLUME", "ABOUT", "DEVICE"))
    print(aside.set_aside(*given, is_copy_lost=os.environ["LOST"] == "true"))


def is_empty(_):
    print(json.dumps(not names_in(FROM)))


def find_evidence(_):
    print(evidence.find(os.environ["NAME"], os.environ["DEVICE"]))


def find_unfinished(_):
    for line in evidence.unfinished():
        print(line)


def check_copy(_):
    print(json.dumps(evidence.is_copy_there(os.environ["NAME"])))


def empty(_):
    scratch.empty(TO)


def note_moved(_):
    evidence.note_moved(os.environ["FROM"])


def prepare_snapshots(_):
    given_store().prepare()


def take_snapshot(_):
    volume = json.loads(os.environ["VOLUME"])
    if restore.is_unfinished(FROM):
        print(f"volume {volume['Name']} holds part of a snapshot and nothing else: none is taken", file=sys.stderr)
        return
    name, manifest = snapshot.take(given_store(), os.environ["FOLDER"], os.environ["URN"], volume)
    print(f"took and verified snapshot {os.environ['FOLDER']}/{name} of volume {manifest['volume']}", file=sys.stderr)


def restore_snapshot(_):
    request = restore.Request(**json.loads(os.environ["REQUEST"]))
    print(json.dumps(restore.restore(given_store(), request, os.environ["VOLUME"])))


def write_seed(_):
    for path in seed.write(sys.stdin):
        print(path)


def back_up(_):
    end_in_order()
    print(backup.back_up(given_store(), backup.Job.of(os.environ)), end="")


def backup_status(_):
    print(json.dumps(drill.status(given_store(), os.environ["FOLDER"], os.environ["DRILL"] == "true")))


def measure_mounts(_):
    measure.measure()


def measure_tmpfs(_):
    measure.measure_tmpfs(json.loads(os.environ["TARGETS"]))


def measure_performance(_):
    print(json.dumps(performance.measure(performance.Test.of(os.environ))))


def schedule(_):
    end_in_order()
    seconds = [float(os.environ[name] or 0) for name in ("EVERY_SECONDS", "DRILL_EVERY_SECONDS")]
    scheduler.run(given_store(), backup.Job.of(os.environ), os.environ["SCHEDULE"], *seconds)


def make_disk(_):
    print(disk.make(os.environ["DEVICE"], int(os.environ["CAPACITY_BYTES"])), end="")


def keep_disk(_):
    disk.keep(os.environ["DEVICE"])


def remove_disk(_):
    disk.remove(os.environ["DEVICE"])


def check_nfs_server(_):
    nfs_server.check_answers(nfs_server.Server.of(os.environ))


def check_export(_):
    nfs_server.check_export(nfs_server.Server.of(os.environ), os.environ["EXPORT"], os.environ["LOCKS"] == "true")


def try_export(_):
    if os.environ["SUBFOLDER"]:
        nfs_trial.make_folder(os.environ["SUBFOLDER"], os.environ["OWNER"], os.environ["MODE"])
    print(json.dumps(nfs_trial.access(os.environ["SUBFOLDER"], os.environ["READ_ONLY"] == "true")), end="")


COMMANDS = {
    "know-as": (know_as, "note as which daemon the one of this host is known"),
    "is-known-as": (is_known_as, "fail if the daemon of this host was not known as that one"),
    "send": (send, "serve the volume at /from to `receive` on another Docker host"),
    "checksum": (checksum, "tell what the volume at /from holds"),
    "prove": (prove, "compare the volume at /to with what `checksum` told of another"),
    "is-empty": (is_empty, "tell whether the volume at /from holds nothing"),
    "find-evidence": (find_evidence, "tell whether all that is in the volume at /from is elsewhere, too"),
    "find-unfinished": (find_unfinished, "tell which volumes below /docker were written to after they were copied"),
    "check-copy": (check_copy, "tell whether the volume at /to is still the one that was copied to"),
    "empty": (empty, "delete all that is in the volume at /to"),
    "move-aside": (move_aside, "set aside what is in the volume at /from, unless it is elsewhere"),
    "note-moved": (note_moved, "note that the volume at /from was copied to another Docker host"),
    "prepare-snapshots": (prepare_snapshots, "make sure that snapshots can be written"),
    "take-snapshot": (take_snapshot, "take a snapshot of the volume at /from"),
    "restore-snapshot": (restore_snapshot, "bring a snapshot back to the volume at /to"),
    "seed": (write_seed, "write the files that come on standard input to the volume at /to, if it is empty"),
    "back-up": (back_up, "take a snapshot of the volume at /from while it is in use, and remove old ones"),
    "backup-status": (backup_status, "tell of the newest snapshot, and of the last drill"),
    "make-disk": (make_disk, "make the disk in the volume at /disk, and tell how many bytes fit"),
    "keep-disk": (keep_disk, "attach the disk in the volume at /disk whenever the Docker daemon starts"),
    "remove-disk": (remove_disk, "detach the disk in the volume at /disk"),
    "check-nfs-server": (check_nfs_server, "ask an NFS server whether it is there"),
    "check-export": (check_export, "ask an NFS server whether this host can mount an export"),
    "try-export": (try_export, "make a folder of the export at /data, and tell what its server makes of root"),
    "measure": (measure_mounts, "tell what the mounts below /data hold, and of their file systems"),
    "measure-tmpfs": (measure_tmpfs, "tell of the tmpfs mounts of a container, among its processes"),
    "performance": (measure_performance, "measure how fast the file system at /data is"),
    "schedule": (schedule, "back the volume at /from up when it is time to, and hold drills"),
}
