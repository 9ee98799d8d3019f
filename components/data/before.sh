# What this command printed last: the volume that has the data, and more.
BEFORE=${PULUMI_COMMAND_STDOUT:-} UNFINISHED=${UNFINISHED:-} STOP_GRACE_SECONDS=${STOP_GRACE_SECONDS:-}
export BEFORE UNFINISHED STOP_GRACE_SECONDS
old=${BEFORE%%"$newline"*} there= how= pipes=
