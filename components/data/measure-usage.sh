# Measures what is at each mount of $MOUNTS, one a line, and prints what volume-tools/measure.py can tell in $LIMIT_SECONDS.
# A volume that is gone is left out. Prints nothing when Docker refuses, or has not ended it in $GIVE_UP_SECONDS.
break='
'
volumes=$break$(docker volume ls --quiet)$break || exit 0
number=0
set --
while IFS= read -r mount; do
    number=$((number + 1))
    name=${mount#type=volume,source=}
    if [ "$name" != "$mount" ]; then
        case $volumes in *"$break$name$break"*) ;; *) continue ;; esac
        mount=$mount,volume-nocopy
    fi
    set -- "$@" --mount "$mount,readonly,target=/data/$number"
done <<MOUNTS
$MOUNTS
MOUNTS
[ $# -gt 0 ] || exit 0
docker run --rm --pull never --network none --label io.docker-storage.managed=scratch "$@" \
    --entrypoint timeout "$TOOLBOX" --signal=KILL "$LIMIT_SECONDS" volume-tools measure &
running=$!
# Mounting what a server has that does not answer holds Docker up, before there is anything in the container to be limited.
{
    trap 'kill "$!"; exit' TERM
    sleep "$GIVE_UP_SECONDS" &
    wait "$!"
    kill -KILL "$running"
} >/dev/null 2>&1 &
watching=$!
wait "$running" || :
kill "$watching" 2>/dev/null || :
