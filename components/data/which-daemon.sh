# Prints which daemon answers: the name of its machine, its ID and its folder.
which_daemon() {
    docker info --format '{{.Name}} {{.ID}} {{.DockerRootDir}}'
}

# remembered_as COMMAND DAEMON OTHER: has the daemon OTHER note in its folder that it is known as DAEMON, or look there for it.
remembered_as() {
    DAEMON=$2 docker run --rm --pull never --network none --label io.docker-storage.managed=scratch --env DAEMON \
        --volume "${3#* * }/docker-storage:/kept" --mount type=bind,source=/etc/machine-id,target=/host-machine-id,readonly \
        --entrypoint volume-tools "$TOOLBOX" "$1"
}

# is_known_as DAEMON OTHER: whether the daemon OTHER was DAEMON before its machine was renamed or its folder moved.
is_known_as() {
    id=${1#* } other_id=${2#* }
    [ "${id%% *}" = "${other_id%% *}" ] && remembered_as is-known-as "$1" "$2" 2>/dev/null
}
