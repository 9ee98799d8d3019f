# Starts whoever was stopped for a copy: the program does that itself, unless it was killed, by a daemon that went down, say. With `there`, on the
# Docker host that had the data so far.
after_failure() {
    code=$?
    [ -z "$pipes" ] || rm -rf "$pipes"
    kept="volume $old still holds the data; nothing of it was lost. The next update tries again."
    if [ -z "$root" ]; then
        echo "$kept" >&2
    elif ! $there await_daemon; then
        # Docker's words come first.
        $there docker version >/dev/null || :
        echo "the Docker daemon did not come back. Containers that were stopped for the copy, if there are any, stand still: start them," \
            "unless the next update is to replace them${newline}$kept" >&2
    elif ! $there docker image inspect "$TOOLBOX" >/dev/null 2>&1 || ! $there program start-stopped >&2; then
        echo "$kept" >&2
    fi
    exit "$code"
}

# One that went down may be back soon.
await_daemon() {
    waited=0
    while ! docker version >/dev/null 2>&1; do
        [ "$waited" -lt "${DOCKER_CLIENT_TIMEOUT:-60}" ] || return 1
        [ "$waited" != 0 ] || echo "waiting for the Docker daemon, to start what was stopped for the copy" >&2
        sleep 1
        waited=$((waited + 1))
    done
}
