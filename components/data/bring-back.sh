# Runs after a volume with a fixed name was created: brings back what was set aside, and lets go of it once verified.
real=$(as_inspected "$NAME")
if [ "$real" != "$DECLARED." ]; then
    echo "volume $NAME exists with another driver, other options or labels, which Docker cannot change. If onDelete is" \
        "\"retain\", put the former ones back, set onDelete to \"snapshot\", update, and then change them." >&2
    exit 1
fi
copied=
if exists "$HANDOVER"; then
    trap 'kept "$HANDOVER"' EXIT
    [ "$ON_REPLACE" = discard ] || copied=$(copy_volume "$HANDOVER" "$NAME" whole verify)
    trap - EXIT
    docker volume rm "$HANDOVER" >/dev/null
fi
FIXED=true
say_holder "$copied"
