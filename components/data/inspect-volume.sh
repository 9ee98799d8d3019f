# Prints what a manifest tells of a volume, for a container that cannot ask the daemon.
docker volume inspect --format '{{json .}}' "$NAME"
