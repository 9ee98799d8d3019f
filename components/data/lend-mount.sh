# A container that never runs: others take its mount, and for a mount taken over Docker copies nothing into the volume.
docker create --pull never --network none --label io.docker-storage.managed=mount \
    --volume "$SOURCE:$TARGET:$MODE" --entrypoint true "$TOOLBOX"
