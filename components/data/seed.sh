# Writes the files that come on stdin to the volume, all of them or none, if it is empty and was never seeded.
before=${PULUMI_COMMAND_STDOUT:-}
if [ -n "$before" ] && [ "$ON_REPLACE" = migrate ]; then
    printf %s "$before"
    exit 0
fi
exists "$VOLUME" || { echo "there is no volume $VOLUME" >&2; exit 1; }
written=$(toolbox --interactive --mount "type=volume,source=$VOLUME,target=/to,volume-nocopy" --entrypoint volume-tools "$TOOLBOX" seed)
printf %s "${written:-$before}"
