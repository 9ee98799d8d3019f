# Measures what is at each mount of $MOUNTS, one a line, and prints what volume-tools/measure.py can tell in $LIMIT_SECONDS.
# Of a volume that is gone it prints just that. Prints nothing more when Docker refuses, or has not ended it in $GIVE_UP_SECONDS.

break='
'
# A container that was given up may have been made since, and is never started.
docker container prune --force --filter label=io.docker-storage.managed=scratch --filter until=1h >/dev/null 2>&1 &
set --
while IFS= read -r mount; do
    [ "${mount#type=volume,source=}" = "$mount" ] || set -- "$@" "${mount#type=volume,source=}"
done <<MOUNTS
$MOUNTS
MOUNTS
# Of each volume the name, or Docker's complaint.
volumes=$break$([ $# -eq 0 ] || limited docker volume inspect --format '{{.Name}}' "$@" 2>&1 || :)$break
number=0
set --
while IFS= read -r mount; do
    number=$((number + 1))
    name=${mount#type=volume,source=}
    if [ "$name" != "$mount" ]; then
        case $volumes in
        *"$break$name$break"*) ;;
        *"o such volume: $name$break"* | *" get $name: no such volume$break"*)
            printf '{"mount": %s, "isGone": true}\n' "$number"
            continue
            ;;
        *) continue ;;
        esac
        mount=$mount,volume-nocopy
    fi
    set -- "$@" --mount "$mount,readonly,target=/data/$number"
done <<MOUNTS
$MOUNTS
MOUNTS
[ $# -gt 0 ] || exit 0
limited docker run --rm --pull never --network none --label io.docker-storage.managed=scratch "$@" \
    --entrypoint timeout "$TOOLBOX" --signal=KILL "$LIMIT_SECONDS" volume-tools measure || exit 0
