# Copies the beginning of volume $VOLUME into the container's own layer, up to $SAMPLE_BYTES and for $SAMPLE_SECONDS at most, and
# compares the two, as a migration does: prints the bytes and the nanoseconds.
export SAMPLE_BYTES SAMPLE_SECONDS
toolbox --env SAMPLE_BYTES --env SAMPLE_SECONDS --mount "type=volume,source=$VOLUME,target=/data,volume-nocopy,readonly" \
    --entrypoint timeout "$TOOLBOX" "$LIMIT_SECONDS" sh -euc '
        mkdir /sample
        started=$(date +%s%N)
        # The archive is cut off, and containers may write meanwhile: neither matters for how long it takes.
        tar --create --directory /data --file - . 2>/dev/null | head -c "$SAMPLE_BYTES" |
            timeout "$SAMPLE_SECONDS" tar --extract --directory /sample --file - 2>/dev/null || true
        sync -f /sample
        tar --create --directory /sample --file - . | tar --compare --directory /data --file - >/dev/null 2>&1 || true
        ended=$(date +%s%N)
        bytes=$(find /sample -type f -printf "%s\n" | awk "{ sum += \$1 } END { printf \"%.0f\", sum }")
        echo "$bytes $((ended - started))"'
