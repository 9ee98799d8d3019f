# Runs when the volume leaves the stack: without a verified snapshot it fails, and the volume is not deleted.
# The manifest tells of the volume itself, which is still there when its data is set aside already.
before=${PULUMI_COMMAND_STDOUT:-$NAME}
data=${before%%"$newline"*}
aside=
case $FIXED$before in true* | *"${newline}fixed"*) ! is_set_aside || aside=$HANDOVER ;; esac
[ "$FIXED" != true ] || data=${aside:-$data}

if [ "$ON_DELETE" = snapshot ]; then
    if exists "$data"; then
        users=$(docker ps --all --quiet --filter "volume=$data")
        # shellcheck disable=SC2086 # words
        [ -z "$users" ] || { echo "volume $data is still mounted by containers that do not belong to it:" $users \
            "- remove them and try again" >&2; exit 1; }
        told=$data
        [ -z "$aside" ] || ! exists "$NAME" || told=$NAME
        VOLUME=$(docker volume inspect --format '{{json .}}' "$told")
        export VOLUME
        with_snapshots --env VOLUME --env FOLDER --env URN \
            --mount "type=volume,source=$data,target=/from,readonly,volume-nocopy" \
            --entrypoint volume-tools "$TOOLBOX" take-snapshot >&2
    else
        echo "volume $data is gone: there is nothing to take a snapshot of" >&2
    fi
fi
if [ "$ON_DELETE" != retain ] && [ -n "$aside" ]; then
    let_go
fi
