# Runs before a volume with a fixed name is deleted: keeps its data in the volume $HANDOVER.
data=${PULUMI_COMMAND_STDOUT:-$NAME}
data=${data%%"$newline"*}
trap 'kept "$data"' EXIT
if [ "$ON_DELETE" != retain ] && [ "$ON_REPLACE$ON_DELETE" != discarddiscard ] && exists "$data"; then
    refuse_services "$data"
    exists "$HANDOVER" || docker volume create --label io.docker-storage.managed=handover "$HANDOVER" >/dev/null
    copy_volume "$data" "$HANDOVER" whole verify >&2
fi
trap - EXIT
