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
FIXED=true copied='' aside=''
! is_set_aside || aside=true
if [ -n "$aside" ]; then
    trap 'kept "$HANDOVER"' EXIT
    case $real in
    *"${newline}label "*) ;;
    *)
        # As a daemon leaves it that is killed while it makes one.
        found=$(toolbox --mount "type=volume,source=$NAME,target=/data,readonly,volume-nocopy" \
            --entrypoint find "$TOOLBOX" /data -mindepth 1 -print -quit)
        if [ -z "$found" ]; then
            docker volume rm "$NAME" >/dev/null
            make_as_declared
            real=$(as_inspected "$NAME")
        fi
        ;;
    esac
fi
if [ "$real" != "$DECLARED." ]; then
    echo "volume $NAME exists with another driver, other options or labels, which Docker cannot change. If onDelete is" \
        "\"retain\", put the former ones back, set onDelete to \"snapshot\", update, and then change them." >&2
    exit 1
fi
if [ -n "$aside" ]; then
    [ "$ON_REPLACE" = discard ] || copied=$(copy_volume "$HANDOVER" "$NAME" whole verify)
    trap - EXIT
    let_go
fi
say_holder "$copied"
