# Runs after a volume with a fixed name was created: brings back what was set aside, and lets go of it once verified.
real=$(as_inspected "$NAME")
make_as_declared() {
    set -- --driver "${DECLARED%%"$newline"*}"
    while IFS= read -r line; do
        case $line in
        "option "*) set -- "$@" --opt "${line#option }" ;;
        "label "*) set -- "$@" --label "${line#label }" ;;
        esac
    done <<EOF
$DECLARED
EOF
    docker volume create "$@" "$NAME" >/dev/null
}
case $real in
*"${newline}label "*) ;;
*)
    # As a daemon leaves it that is killed while it makes one.
    if exists "$HANDOVER"; then
        found=$(toolbox --mount "type=volume,source=$NAME,target=/data,readonly,volume-nocopy" \
            --entrypoint find "$TOOLBOX" /data -mindepth 1 -print -quit) || exit 1
        if [ -z "$found" ]; then
            docker volume rm "$NAME" >/dev/null
            make_as_declared
            real=$(as_inspected "$NAME")
        fi
    fi
    ;;
esac
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
