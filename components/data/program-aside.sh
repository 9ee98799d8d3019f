# program_aside COMMAND ...: runs it, while everything may be set aside.
program_aside() {
    "$@" || {
        code=$?
        docker version >/dev/null || :
        echo "volume $NAME, or docker-storage/aside/$NAME in Docker's own folder, still holds the data; nothing of it was lost. The next" \
            "update tries again." >&2
        exit "$code"
    }
}
