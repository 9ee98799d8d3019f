# await_daemon: one that went down may be back soon; fails if it is not.
await_daemon() {
    waited=0
    while ! docker version >/dev/null 2>&1; do
        [ "$waited" -lt "${DOCKER_CLIENT_TIMEOUT:-60}" ] || return 1
        [ "$waited" != 0 ] || echo "waiting for the Docker daemon, to start what was stopped for the copy" >&2
        sleep 1
        waited=$((waited + 1))
    done
}

# kept VOLUME: the last words of a script that failed; Docker's come first when its daemon is gone.
kept() {
    docker version >/dev/null || :
    echo "volume $1 still holds the data; nothing of it was lost. The next update tries again." >&2
}

# kept_aside VOLUME: as `kept`, when everything may be set aside.
kept_aside() {
    docker version >/dev/null || :
    echo "volume $1, or docker-storage/aside/$1 in Docker's own folder, still holds the data; nothing of it was lost. The next update tries" \
        "again." >&2
}
