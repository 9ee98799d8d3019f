# with_snapshots DOCKER_RUN_ARGUMENT ...: runs the toolbox where it can reach the snapshots. Secrets come on its standard input.
with_snapshots() {
    printf %s "${SECRETS:-}" | data_toolbox --interactive ${SNAPSHOTS:+--mount "$SNAPSHOTS"} \
        --mount type=volume,target=/scratch,volume-label=io.docker-storage.managed=scratch "$@"
}
