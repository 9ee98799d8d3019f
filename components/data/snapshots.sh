# with_snapshots DOCKER_RUN_ARGUMENT ...: runs the toolbox where it can reach the snapshots. Secrets come on its standard input.
with_snapshots() {
    printf %s "${SECRETS:-}" | data_toolbox --interactive ${SNAPSHOTS:+--mount "$SNAPSHOTS"} \
        --mount type=volume,target=/scratch,volume-label=io.docker-storage.managed=scratch "$@"
}

# save_to_snapshot VOLUME TOLD: takes a snapshot of a volume that goes; its manifest tells of the volume TOLD.
save_to_snapshot() {
    VOLUME=$(docker volume inspect --format '{{json .}}' "$2")
    export VOLUME
    with_snapshots --env VOLUME --env FOLDER --env URN --mount "type=volume,source=$1,target=/from,readonly,volume-nocopy" \
        --entrypoint volume-tools "$TOOLBOX" take-snapshot >&2
}

# refuse_mounted VOLUME CONTAINERS: without containers it does nothing.
refuse_mounted() {
    # shellcheck disable=SC2086 # words
    [ -z "$2" ] || { echo "volume $1 is still mounted by containers that do not belong to it:" $2 \
        "- remove them and try again" >&2; exit 1; }
}
