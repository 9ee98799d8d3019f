set -eu
newline='
'

exists() {
    names=$(docker volume ls --quiet) || exit 1
    printf '%s\n' "$names" | grep -Fqx -- "$1"
}

toolbox() {
    docker run --rm --pull never --network "${NETWORK:-none}" --label io.docker-storage.managed=scratch "$@" || {
        code=$?
        case $code in
        125) echo "the Docker host could not run image $TOOLBOX. If it is missing, build it there (images/toolbox), or name another as toolboxImage" >&2 ;;
        127) echo "image $TOOLBOX is not of this version of docker-storage: build it anew (images/toolbox)" >&2 ;;
        esac
        return "$code"
    }
}
