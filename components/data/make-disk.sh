# Makes the disk of a volume, or makes it larger or smaller; prints its bytes, and those that fit into its file system.
if [ "$ENFORCEMENT" = project-quota ]; then
    printf '%s %s' "$CAPACITY_BYTES" "$CAPACITY_BYTES"
    exit
fi
export DEVICE CAPACITY_BYTES
before=${PULUMI_COMMAND_STDOUT:-0}
exists "$DISK" || docker volume create --label io.docker-storage.managed=disk "$DISK" >/dev/null
stopped=
start_stopped() {
    code=$?
    for id in $stopped; do
        docker start "$id" >/dev/null || { echo "container $id, which was stopped for the disk, does not start again: start it" >&2; code=1; }
    done
    exit "$code"
}
trap start_stopped EXIT
trap 'exit 130' HUP INT TERM
if [ "${before%% *}" != 0 ] && [ "${before%% *}" != "$CAPACITY_BYTES" ]; then
    # Nobody may have the disk mounted: to grow meanwhile takes a privilege that not every Docker host gives its containers.
    names=$(docker volume ls --quiet)
    # shellcheck disable=SC2086 # words
    volumes=$(docker volume inspect --format '{{.Name}} {{index .Options "device"}}' $names | awk '$2 == ENVIRON["DEVICE"] { print $1 }')
    for volume in $volumes; do
        for id in $(docker ps --quiet --filter "volume=$volume"); do
            stopped="$id $stopped"
            docker stop ${STOP_GRACE_SECONDS:+-t "$STOP_GRACE_SECONDS"} "$id" >/dev/null
            echo "stopped container $id, while the disk of volume $volume gets another size" >&2
        done
    done
fi
usable=$(on_disk make-disk toolbox)
remove_keeper
case ${DOCKER_HOST:-} in unix://*) socket=${DOCKER_HOST#unix://} ;; *) socket=/var/run/docker.sock ;; esac
on_disk keep-disk docker run --detach --pull never --network none --name "$DISK" --restart always \
    --label io.docker-storage.managed=disk --mount "type=bind,source=$socket,target=/var/run/docker.sock" >/dev/null
printf '%s %s' "$CAPACITY_BYTES" "$usable"
