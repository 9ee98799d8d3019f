#!/usr/bin/env python3
"""What is done to the data of volumes, inside a container that mounts them. What it is told comes in the environment."""

import argparse
import sys

import copy_volume
import move_volume
from commands import COMMANDS
from docker_commands import DOCKER_COMMANDS
from failure import Failure, Told


def copy(given):
    copy_volume.copy(given.phase)


def receive(given):
    move_volume.receive(given.thorough)


def relay(given):
    # Of the host's name, rsync is told only because it insists on one.
    _, *command = given.command
    move_volume.relay(given.source, given.target, command)


def main():
    parser = argparse.ArgumentParser(prog="volume-tools", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    command = commands.add_parser("copy", help="copy the volume at /from to /to", description=copy_volume.__doc__)
    command.add_argument("phase", choices=copy_volume.PHASES)
    command.set_defaults(run=copy)
    command = commands.add_parser("receive", help="make the volume at /to equal to what `send` serves")
    command.add_argument("--thorough", action="store_true", help="compare the content of all files")
    command.set_defaults(run=receive)
    command = commands.add_parser("relay", help="what rsync starts to reach the other end")
    command.add_argument("source", type=int, help="file descriptor to read from")
    command.add_argument("target", type=int, help="file descriptor to write to")
    command.add_argument("command", nargs=argparse.REMAINDER)
    command.set_defaults(run=relay)
    for name, (run, what) in {**DOCKER_COMMANDS, **COMMANDS}.items():
        commands.add_parser(name, help=what).set_defaults(run=run)
    given = parser.parse_args()
    try:
        given.run(given)
    except KeyboardInterrupt:
        return 130
    except Told as told:
        return told.code
    except (Failure, OSError) as failure:
        print(failure, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
