#!/usr/bin/env python3
"""What is done to the data of volumes, inside a container that mounts them. What it is told comes in the environment."""

import argparse
import json
import os
import sys

import copy_volume
import restore
import snapshot
from failure import Failure
from places import FROM
from store import given_store


def copy(given):
    copy_volume.PHASES[given.phase]()


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


COMMANDS = {
    "prepare-snapshots": (prepare_snapshots, "make sure that snapshots can be written"),
    "take-snapshot": (take_snapshot, "take a snapshot of the volume at /from"),
    "restore-snapshot": (restore_snapshot, "bring a snapshot back to the volume at /to"),
}


def main():
    parser = argparse.ArgumentParser(prog="volume-tools", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    command = commands.add_parser("copy", help="copy the volume at /from to /to", description=copy_volume.__doc__)
    command.add_argument("phase", choices=copy_volume.PHASES)
    command.set_defaults(run=copy)
    for name, (run, what) in COMMANDS.items():
        commands.add_parser(name, help=what).set_defaults(run=run)
    given = parser.parse_args()
    try:
        given.run(given)
    except Failure as failure:
        print(failure, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
