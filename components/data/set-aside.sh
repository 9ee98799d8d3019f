# Runs before a volume with a fixed name is made anew, and when it leaves the stack: sets its data aside, and removes it.
[ "$ON_DELETE" != retain ] || exit 0
exists "$NAME" || exit 0
trap 'kept_aside "$NAME"' EXIT
refuse_services "$NAME"
refuse_users "$NAME"
if [ "$ON_REPLACE$ON_DELETE" != discarddiscard ]; then
    ABOUT=$(docker volume inspect --format '{{json .}}' "$NAME")
    look_for_device "$NAME"
    export ABOUT
    set_aside() {
        in_docker_folder set-aside "$NAME" --env ABOUT --env DEVICE --env "LOST=$1" \
            --mount "type=volume,source=$NAME,target=/from,readonly,volume-nocopy"
    }
    find_root
    found=$(set_aside false)
    case $found in
    copied*) [ -n "$DEVICE" ] || is_copy "${found#* }" || found=$(set_aside true) ;;
    esac
    if [ "$found" = copy ]; then
        copy_between "$NAME" "type=volume,source=$NAME,volume-nocopy" "$NAME" "type=bind,source=$root/docker-storage/aside/$NAME/copy" \
            whole verify >&2
        in_docker_folder keep-copy "$NAME"
    fi
fi
docker volume rm "$NAME" >/dev/null
trap - EXIT
