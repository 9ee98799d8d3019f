# Runs after a volume with a fixed name was made: brings back what was set aside of it.
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
FIXED=true copied=
find_root
aside=$(in_docker_folder begin "$NAME")
if [ "$aside" = true ]; then
    trap 'kept_aside "$NAME"' EXIT
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
if [ "$aside" = true ]; then
    if [ "$ON_REPLACE" = discard ]; then in_docker_folder let-go "$NAME"; else copied=$(bring_back "$NAME"); fi
    trap - EXIT
fi
say_holder "$copied"
