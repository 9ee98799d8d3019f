# What is set aside lies in the volume $HANDOVER, which nobody else mounts. It is let go of once it is proven to be elsewhere, and the
# volume $HANDOVER-let-go stands for that: a daemon that dies while it removes a volume leaves a part of what was in it.
is_set_aside() {
    if exists "$HANDOVER-let-go"; then
        ! exists "$HANDOVER" || docker volume rm "$HANDOVER" >/dev/null || exit 1
        docker volume rm "$HANDOVER-let-go" >/dev/null || exit 1
    fi
    exists "$HANDOVER"
}

let_go() {
    docker volume create --label io.docker-storage.managed=let-go "$HANDOVER-let-go" >/dev/null
    ! is_set_aside
}

# set_aside VOLUME: makes $HANDOVER equal to it, unless all of it is there, as an earlier update began to remove the volume.
set_aside() {
    FROM=$1 TO=$HANDOVER held=
    export FROM TO
    if is_set_aside; then
        beside=", with volume $HANDOVER,"
        held=$(data_toolbox --env FROM --env TO --mount "type=volume,source=$FROM,target=/from,readonly,volume-nocopy" \
            --mount "type=volume,source=$TO,target=/to,readonly,volume-nocopy" --entrypoint volume-tools "$TOOLBOX" holds-all) || exit 1
    else
        docker volume create --label io.docker-storage.managed=handover --label "io.docker-storage.of=$1" "$HANDOVER" >/dev/null
    fi
    [ "$held" = true ] || copy_volume "$1" "$HANDOVER" whole verify
}

# Prints which volume that was in which is set aside; nothing if nothing is.
set_aside_of() {
    is_set_aside || return 0
    docker volume inspect --format '{{index .Labels "io.docker-storage.of"}}' "$HANDOVER"
}

# set_aside_again VOLUME: as an update that failed had set it aside, if the volume is still there.
set_aside_again() {
    exists "$1" || return 0
    users=$(docker ps --quiet --filter "volume=$1")
    # shellcheck disable=SC2086 # words
    [ -z "$users" ] || { echo "volume $1, which an update that failed was to replace, is in use by containers that do not belong to" \
        "it:" $users "- stop them and try again" >&2; exit 1; }
    set_aside "$1"
}
