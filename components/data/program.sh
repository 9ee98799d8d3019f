# program COMMAND: runs one of volume-tools that asks Docker itself, on the daemon's own host. Secrets come on its standard input.
program() {
    printf %s "${SECRETS:-}" | reading_program "$1"
}

# As `program`, of one that prints what a gate does. An answer that is lost on its way is no answer.
program_held() {
    said=$(program "$1") || return
    case $said in
    "$HELD"*) printf %s "$said" ;;
    *) echo "nothing was heard of what became of volume $NAME" >&2 && return 1 ;;
    esac
}

# As `program`, with the standard input that it has.
reading_program() {
    command=$1 network=${NETWORK:-none}
    socket=${DOCKER_SOCKET:-${DOCKER_HOST:-}}
    case $socket in
    unix://*) socket=${socket#unix://} ;;
    /*) ;;
    *) socket=/var/run/docker.sock ;;
    esac
    find_root
    for name in NAME HELD PULUMI_COMMAND_STDOUT UNFINISHED STACK ON_REPLACE ON_DELETE ON_MOVE STOP_GRACE_SECONDS DECLARED REQUEST FOLDER URN SNAPSHOTS; do
        set -- "$@" --env "$name"
    done
    shift
    NETWORK=none data_toolbox --interactive --log-driver none --userns host --security-opt label=disable \
        --label "io.docker-storage.program=$NAME" --mount "type=bind,source=$socket,target=/var/run/docker.sock" \
        --volume "$root:/docker" --volume "$root/docker-storage/ledger:/ledger" --env "ROOT=$root" --env "NETWORK=$network" "$@" \
        --entrypoint volume-tools "$TOOLBOX" "$command" || {
        code=$?
        [ "$code" != 125 ] || ! docker image inspect "$TOOLBOX" >/dev/null 2>&1 ||
            echo "if Docker's socket is not at $socket on its own host, say where it is: config docker-storage:dockerSocket" >&2
        return "$code"
    }
}
