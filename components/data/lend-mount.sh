# A container that never runs: others take its mount, and for a mount taken over Docker copies nothing into the volume. Prints its name,
# $LENDER, if it had one before.
lender=${LENDER:-docker-storage-mount-$(od -A n -N 8 -t x1 /dev/urandom | tr -d ' \n')}
docker create --name "$lender" --pull never --network none --label io.docker-storage.managed=mount \
    --volume "$SOURCE:$TARGET:$MODE" --entrypoint true "$TOOLBOX" >/dev/null
printf %s "$lender"
