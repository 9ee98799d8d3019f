# undoing VOLUME COMMAND ...: does that, which brings data from the volume elsewhere. If it fails, whoever was stopped for it is started again: the
# program does that itself, unless it was killed, by a daemon that went down, say. With `there`, on the Docker host that had the data so far.
undoing() {
    source=$1
    shift
    trap after_failure EXIT
    trap 'exit 130' HUP INT TERM
    "$@"
    trap - EXIT HUP INT TERM
}

after_failure() {
    code=$?
    [ -z "$pipes" ] || rm -rf "$pipes"
    # Without this, nothing has begun.
    if [ -z "$root" ]; then
        :
    elif $there await_daemon; then
        ! $there docker image inspect "$TOOLBOX" >/dev/null 2>&1 ||
            $there program start-stopped "$NAME" --env NAME --env BEFORE --env UNFINISHED >&2 || :
    else
        echo "the Docker daemon did not come back. Containers that were stopped for the copy, if there are any, stand still: start them," \
            "unless the next update is to replace them" >&2
    fi
    $there kept "$source"
    exit "$code"
}
