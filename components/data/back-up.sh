# Takes a snapshot of $NAME, which containers may use meanwhile, and removes old ones.
exists "$NAME" || { echo "there is no volume $NAME" >&2; exit 1; }
VOLUME=$(docker volume inspect --format '{{json .}}' "$NAME")
export VOLUME
with_snapshots --env VOLUME --env FOLDER --env URN --env KEEP --env QUIESCE \
    ${SOCKET:+--mount "type=bind,source=$SOCKET,target=/var/run/docker.sock"} \
    --mount "type=volume,source=$NAME,target=/from,readonly,volume-nocopy" \
    --entrypoint volume-tools "$TOOLBOX" back-up
