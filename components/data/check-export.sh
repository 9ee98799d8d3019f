# Fails, with the reason, before a container would hang or fail on a server or an export that is not there.
export SERVER PORT
docker run --rm --pull never --network host --label io.docker-storage.managed=scratch --env SERVER --env PORT \
    --entrypoint bash "$TOOLBOX" -c 'timeout 5 bash -c "exec 3<>/dev/tcp/\$SERVER/\$PORT"' >&2 ||
    { echo "no NFS server answers on port $PORT of $SERVER, asked from the Docker host" >&2; exit 1; }
toolbox --mount "type=volume,source=$NAME,target=/data,volume-nocopy" --entrypoint true "$TOOLBOX" >&2 ||
    { echo "the Docker host cannot mount $EXPORT of $SERVER with the options $OPTIONS" >&2; exit 1; }
printf %s "$NAME"
