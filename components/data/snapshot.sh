# Runs when the volume leaves the stack: without a verified snapshot it fails, and the data stays.
data=${PULUMI_COMMAND_STDOUT:-$NAME}
data=${data%%"$newline"*}
[ "$ON_DELETE" != retain ] || exit 0
if [ "$FIXED" = true ] && is_set_aside "$data"; then
    if [ "$ON_DELETE" = snapshot ]; then
        VOLUME=
        kept=$root/docker-storage/aside/$data
        take_snapshot --volume "$kept/data:/from:ro" --volume "$kept/volume.json:/volume.json:ro"
    fi
    in_docker_folder let-go "$data"
elif [ "$ON_DELETE" = snapshot ]; then
    if exists "$data"; then
        refuse_users "$data"
        save_to_snapshot "$data"
    else
        echo "volume $data is gone: there is nothing to take a snapshot of" >&2
    fi
fi
