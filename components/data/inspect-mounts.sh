# Prints the mounts of a container as Docker sees them, or nothing.
docker inspect --format '{{json .Mounts}}' "$CONTAINER" || exit 0
