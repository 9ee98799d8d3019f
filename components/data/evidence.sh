# look_for_device VOLUME: $DEVICE is what has the data in place of Docker, and keeps it when the volume is removed.
look_for_device() {
    DEVICE=$(docker volume inspect \
        --format '{{if eq .Driver "local"}}{{if ne (index .Options "type") "tmpfs"}}{{index .Options "device"}}{{end}}{{end}}' "$1")
    export DEVICE
}

# is_copy VOLUME: whether it is still the one to which $NAME was copied.
is_copy() {
    ledger=$(ledger)
    exists "$1" && data_toolbox --volume "$ledger" --env NAME --mount "type=volume,source=$1,target=/to,readonly,volume-nocopy" \
        --entrypoint volume-tools "$TOOLBOX" check-copy && return
    echo "volume $1, to which volume $NAME was copied, is gone" >&2
    return 1
}
