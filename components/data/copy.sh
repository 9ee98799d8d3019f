# copy_volume FROM TO: makes TO equal to FROM in content and metadata, and proves it from a fresh mount, or fails.
# A mark in TO says "not finished": only a volume that is empty or carries the mark is written to.
copy_volume() {
    FROM=$1 TO=$2
    export FROM TO
    for volume in "$FROM" "$TO"; do
        exists "$volume" || { echo "there is no volume $volume" >&2; exit 1; }
    done
    between_volumes '
        [ ! -e "/from/$MARK" ] || { echo "volume $FROM holds an unfinished copy; nothing was copied from it"; exit 1; }
        if [ ! -e "/to/$MARK" ] && [ -n "$(ls -A /to | grep -vx lost+found)" ]; then
            [ -n "$(differences)" ] || exit 0
            echo "volume $TO holds other data already, which was left alone: empty it or choose another, then try again"
            exit 1
        fi
        touch "/to/$MARK"
        equal
        sync -f /to'
    between_volumes '
        found=$(differences)
        if [ -n "$found" ]; then
            echo "the copy in volume $TO differs from volume $FROM; $FROM is unchanged. The first differences:"
            printf "%s\n" "$found" | head -n 10
            exit 1
        fi
        [ ! -e "/to/$MARK" ] || { rm "/to/$MARK"; touch -r /from /to; sync -f /to; }'
}

between_volumes() {
    toolbox --env FROM --env TO --env MARK \
        --mount "type=volume,source=$FROM,target=/from,readonly,volume-nocopy" \
        --mount "type=volume,source=$TO,target=/to,volume-nocopy" \
        --entrypoint sh "$TOOLBOX" -euc '
            equal() {
                rsync -aHAXS --numeric-ids --modify-window=-1 --delete --checksum \
                    --filter="protect /$MARK" --filter="protect /lost+found" "$@" /from/ /to/
            }
            differences() { equal --dry-run --itemize-changes; }'"$1" >&2
}
