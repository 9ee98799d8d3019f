# When the NfsVolume leaves the stack: the data stays on the server, unless onDelete says otherwise.
if [ "$ON_DELETE" != retain ]; then
    check_server || { echo "so onDelete, which is \"$ON_DELETE\", cannot be done for $place: have the server answer, or set it to" \
        "\"retain\", update, and try again" >&2; exit 1; }
fi
data=${PULUMI_COMMAND_STDOUT%%"$newline"*}
if [ "$ON_DELETE" = discard ] && exists "$data"; then
    users=$(docker ps --all --quiet --filter "volume=$data")
    # shellcheck disable=SC2086 # words
    [ -z "$users" ] || { echo "$place is still mounted by containers that do not belong to it:" $users "- remove them and try again" >&2; exit 1; }
    toolbox --mount "type=volume,source=$data,target=/data,volume-nocopy" --entrypoint find "$TOOLBOX" /data -mindepth 1 -delete >&2
fi
