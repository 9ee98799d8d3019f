# Measures how fast the file system of $MOUNT is, and prints that. What it writes meanwhile is gone with the container.
name=${MOUNT#type=volume,source=}
[ "$name" = "$MOUNT" ] || exists "$name" || { echo "there is no volume $name" >&2; exit 1; }
[ "$name" = "$MOUNT" ] || MOUNT=$MOUNT,volume-nocopy
export TEST
toolbox --env TEST --mount "$MOUNT,target=/data" --entrypoint timeout "$TOOLBOX" --signal=KILL "$LIMIT_SECONDS" \
    volume-tools performance || {
    code=$?
    [ "$code" != 137 ] || echo "the speed of $MOUNT could not be measured in $LIMIT_SECONDS s" >&2
    exit "$code"
}
