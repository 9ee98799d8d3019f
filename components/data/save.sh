# Runs when the volume leaves the stack: without a verified snapshot it fails, and the data stays.
data=${PULUMI_COMMAND_STDOUT:-$NAME}
data=${data%%"$newline"*}
case $ON_DELETE$FIXED in retain* | discardfalse) exit 0 ;; esac
program save "$data" --env "NAME=$data" --env ON_DELETE --env FOLDER --env URN --env SNAPSHOTS
