# Writes the files that come on stdin to the volume, all of them or none, if it is empty and was never seeded.
MARK=.docker-storage-incomplete
export MARK
before=${PULUMI_COMMAND_STDOUT:-}
if [ -n "$before" ] && [ "$ON_REPLACE" = migrate ]; then
    printf %s "$before"
    exit 0
fi
exists "$VOLUME" || { echo "there is no volume $VOLUME" >&2; exit 1; }
written=$(toolbox --interactive --env MARK --mount "type=volume,source=$VOLUME,target=/to,volume-nocopy" \
    --entrypoint sh "$TOOLBOX" -euc '
        if [ ! -e "/to/$MARK" ] && [ -n "$(ls -A /to | grep -vx lost+found)" ]; then
            echo "the volume holds data already: the seed is not written" >&2
            exit 0
        fi
        clear_volume() { find /to -mindepth 1 -maxdepth 1 ! -name lost+found ! -name "$MARK" -exec rm -rf {} +; }
        touch "/to/$MARK"
        clear_volume
        trap "clear_volume; rm -f \"/to/$MARK\"" EXIT
        complete=false
        while read -r path content; do
            [ "$path" != . ] || { complete=true; break; }
            name=$(printf %s "$path" | base64 -d)
            mkdir -p "$(dirname "/to/$name")"
            printf %s "$content" | base64 -d > "/to/$name"
            printf "%s\n" "$name"
        done
        [ "$complete" = true ] || { echo "the seed was cut off: nothing is kept of it" >&2; exit 1; }
        trap - EXIT
        sync -f /to
        rm "/to/$MARK"
        sync -f /to')
printf %s "${written:-$before}"
