# Runs before a volume with a fixed name is deleted: keeps its data in the volume $HANDOVER.
data=${PULUMI_COMMAND_STDOUT:-$NAME}
data=${data%%"$newline"*}
beside=
trap 'kept "$data$beside"' EXIT
if [ "$ON_DELETE" != retain ] && [ "$ON_REPLACE$ON_DELETE" != discarddiscard ] && exists "$data"; then
    refuse_services "$data"
    set_aside "$data" >&2
fi
trap - EXIT
