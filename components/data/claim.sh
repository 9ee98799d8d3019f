# Docker hands over a volume that exists under a name, whoever made it: it would be deleted with the stack.
if exists "$NAME"; then
    purpose=$(docker volume inspect --format '{{index .Labels "io.docker-storage.managed"}}' "$NAME")
    if [ "$purpose" != volume ]; then
        echo "a volume $NAME exists that this package did not make, and it is left alone: choose another name" >&2
        exit 1
    fi
fi
printf %s "$NAME"
