toolbox() {
    docker run --rm --pull never --network "${NETWORK:-none}" --label io.docker-storage.managed=scratch "$@" || {
        code=$?
        case $code in
        125) docker image inspect "$TOOLBOX" 2>&1 >/dev/null | grep -qi "no such image" &&
            echo "image $TOOLBOX is not on the Docker host: build it there (images/toolbox), or name another as toolboxImage" >&2 ;;
        2) echo "image $TOOLBOX is not of this version of docker-storage: build it anew (images/toolbox)" >&2 ;;
        127) docker run --rm --pull never --network none --entrypoint volume-tools "$TOOLBOX" --help >/dev/null 2>&1 ||
            echo "image $TOOLBOX is not of this version of docker-storage: build it anew (images/toolbox)" >&2 ;;
        esac
        return "$code"
    }
}

# Extended attributes of the kind trusted.*, which a Docker daemon keeps in its volume, say, are seen with this privilege only.
data_toolbox() {
    toolbox --cap-add SYS_ADMIN "$@"
}
