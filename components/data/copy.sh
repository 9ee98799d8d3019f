# copy_volume FROM TO PHASE ...: makes TO equal to FROM and proves it, or fails; prints a statement. See volume-tools copy --help.
copy_volume() {
    FROM=$1 TO=$2
    export FROM TO
    shift 2
    for volume in "$FROM" "$TO"; do
        exists "$volume" || { echo "there is no volume $volume" >&2; exit 1; }
    done
    for phase in "$@"; do
        toolbox --env FROM --env TO --env STOPPED_AT \
            --mount "type=volume,source=$FROM,target=/from,readonly,volume-nocopy" \
            --mount "type=volume,source=$TO,target=/to,volume-nocopy" \
            --entrypoint volume-tools "$TOOLBOX" copy "$phase"
    done
}
