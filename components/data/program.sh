# program COMMAND SUBJECT DOCKER_RUN_ARGUMENT ...: runs one of volume-tools that asks Docker itself, on the daemon's own host. Secrets come on its
# standard input.
program() {
    printf %s "${SECRETS:-}" | reading_program "$@"
}

# As `program`, with the standard input that it has.
reading_program() {
    command=$1 subject=$2 network=${NETWORK:-none} socket=${DOCKER_SOCKET:-${DOCKER_HOST:-}}
    shift 2
    case $socket in
    unix://*) socket=${socket#unix://} ;;
    /*) ;;
    *) socket=/var/run/docker.sock ;;
    esac
    find_root
    NETWORK=none data_toolbox --interactive --log-driver none --userns host --security-opt label=disable \
        --label "io.docker-storage.program=$subject" --mount "type=bind,source=$socket,target=/var/run/docker.sock" \
        --volume "$root:/docker" --volume "$(ledger)" --env "ROOT=$root" --env "NETWORK=$network" "$@" \
        --entrypoint volume-tools "$TOOLBOX" "$command" || {
        code=$?
        case $code in
        2) echo "image $TOOLBOX is not of this version of docker-storage: build it anew (images/toolbox)" >&2 ;;
        125) ! docker image inspect "$TOOLBOX" >/dev/null 2>&1 || echo "if Docker's socket is not at $socket on its own host, say where it is:" \
            "config docker-storage:dockerSocket" >&2 ;;
        esac
        return "$code"
    }
}
