# Copies the beginning of volume $VOLUME, up to $SAMPLE_BYTES, into the container's own layer and compares the two, as a
# migration does: prints the bytes and the nanoseconds.
export SAMPLE_BYTES
toolbox --env SAMPLE_BYTES --mount "type=volume,source=$VOLUME,target=/data,volume-nocopy,readonly" \
    --entrypoint timeout "$TOOLBOX" "$LIMIT_SECONDS" sh -euc '
        mkdir /sample
        begin() { tar --create --directory /data --file - . 2>/dev/null | head -c "$SAMPLE_BYTES"; }
        started=$(date +%s%N)
        # The archive is cut off, and containers may write meanwhile: neither matters for how long it takes.
        begin | tar --extract --directory /sample --file - 2>/dev/null || true
        sync -f /sample
        begin | tar --compare --directory /sample --file - >/dev/null 2>&1 || true
        ended=$(date +%s%N)
        bytes=$(find /sample -type f -printf "%s\n" | awk "{ sum += \$1 } END { printf \"%.0f\", sum }")
        echo "$bytes $((ended - started))"'
