# in_docker_folder COMMAND VOLUME [DOCKER_RUN_ARGUMENT ...]: one of volume-tools/aside.py.
in_docker_folder() {
    command=$1 VOLUME=$2
    export VOLUME
    shift 2
    find_root
    data_toolbox --volume "$root:/docker" --volume "$(ledger)" --env VOLUME --env NAME "$@" \
        --entrypoint volume-tools "$TOOLBOX" "$command"
}

is_set_aside() {
    find_root
    answer=$(in_docker_folder is-set-aside "$1") || exit 1
    [ "$answer" = true ]
}

# bring_back FORMER: to the volume $NAME, what is set aside of FORMER, if anything is; prints a statement then.
bring_back() {
    find_root
    found=$(in_docker_folder bring-back "$1") || exit 1
    case $found in
    "copied "*) printf %s "${found#copied }" ;;
    copy)
        copy_between "$1" "type=bind,source=$root/docker-storage/aside/$1/data" "$NAME" "type=volume,source=$NAME,volume-nocopy" whole verify
        in_docker_folder let-go "$1"
        ;;
    esac
}

# kept_aside VOLUME: the last words of a script that failed when everything may be set aside.
kept_aside() {
    docker version >/dev/null || :
    echo "volume $1, or docker-storage/aside/$1 in Docker's own folder, still holds the data; nothing of it was lost. The next update tries" \
        "again." >&2
}
