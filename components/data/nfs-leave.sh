# When the NfsVolume leaves the stack: the data stays on the server, unless onDelete says otherwise.
[ "$ON_DELETE" != retain ] || exit 0
program leave-nfs "$NAME" --env NAME --env BEFORE --env ON_DELETE --env FOLDER --env URN --env SNAPSHOTS
