# on_disk COMMAND DOCKER_RUN ...: runs a command of volume-tools where it can attach the disk of volume $DISK.
on_disk() {
    command=$1
    shift
    "$@" --security-opt apparmor=unconfined --cap-add SYS_ADMIN --device-cgroup-rule 'b 7:* rwm' \
        --device-cgroup-rule 'c 10:237 rwm' --mount type=bind,source=/dev,target=/dev \
        --mount "type=volume,source=$DISK,target=/disk,volume-nocopy" --env DEVICE --env CAPACITY_BYTES \
        --entrypoint volume-tools "$TOOLBOX" "$command"
}

# Of the container that attaches the disk whenever Docker starts, if there is one.
remove_keeper() {
    keeper=$(docker ps --all --quiet --filter "name=^/$DISK\$")
    [ -z "$keeper" ] || docker rm --force "$keeper" >/dev/null
}
