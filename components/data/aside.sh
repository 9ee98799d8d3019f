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
        held=$(toolbox --env FROM --env TO --mount "type=volume,source=$FROM,target=/from,readonly,volume-nocopy" \
            --mount "type=volume,source=$TO,target=/to,readonly,volume-nocopy" --entrypoint volume-tools "$TOOLBOX" holds-all) || exit 1
    else
        docker volume create --label io.docker-storage.managed=handover --label "io.docker-storage.of=$1" "$HANDOVER" >/dev/null
    fi
    [ "$held" = true ] || copy_volume "$1" "$HANDOVER" whole verify
}

# was_set_aside VOLUME: whether what is set aside was in this one.
was_set_aside() {
    is_set_aside || return 1
    of=$(docker volume inspect --format '{{index .Labels "io.docker-storage.of"}}' "$HANDOVER") || exit 1
    [ "$of" = "$1" ]
}
