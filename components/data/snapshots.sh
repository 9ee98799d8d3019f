# with_snapshots DOCKER_RUN_ARGUMENT ...: runs the toolbox where it can reach the snapshots, in Docker's own folder if nothing is said.
# Secrets come on its standard input.
with_snapshots() {
    if [ -n "$SNAPSHOTS" ]; then
        set -- --mount "$SNAPSHOTS" "$@"
    elif [ -z "${SECRETS:-}" ]; then
        find_root
        set -- --volume "$root/docker-storage/snapshots:/snapshots" "$@"
    fi
    printf %s "${SECRETS:-}" | data_toolbox --interactive --mount type=volume,target=/scratch,volume-label=io.docker-storage.managed=scratch "$@"
}
