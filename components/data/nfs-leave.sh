# When the NfsVolume leaves the stack: the data stays on the server, unless onDelete says otherwise.
[ "$ON_DELETE" = retain ] || program leave-nfs
