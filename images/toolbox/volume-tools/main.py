#!/usr/bin/env python3
"""What is done to the data of volumes, inside a container that mounts them. What it is told comes in the environment."""

import argparse
import json
import os
import sys

import copy_volume
import snapshot
from failure import Failure


def copy(given):
    copy_volume.PHASES[given.phase]()


def take_snapshot(_):
    volume = json.loads(os.environ["VOLUME"])
    place = snapshot.take(os.environ["FOLDER"], os.environ["URN"], volume)
    print(f"took and verified snapshot {place} of volume {volume['Name']}", file=sys.stderr)


def main():
    parser = argparse.ArgumentParser(prog="volume-tools", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    command = commands.add_parser("copy", help="copy the volume at /from to /to", description=copy_volume.__doc__)
    command.add_argument("phase", choices=copy_volume.PHASES)
    command.set_defaults(run=copy)
    command = commands.add_parser("take-snapshot", help="archive the volume at /from in /to", description=snapshot.__doc__)
    command.set_defaults(run=take_snapshot)
    given = parser.parse_args()
    try:
        given.run(given)
    except Failure as failure:
        print(failure, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
