# Restores a snapshot to $VOLUME, unless that was done at this very request. Prints the request, the volume and a statement, a line
# each.
before=${PULUMI_COMMAND_STDOUT:-}
case $ON_REPLACE$newline$before in
migrate"$newline$REQUEST$newline"* | *"$newline$REQUEST$newline$VOLUME$newline"*) restored=${before##*"$newline"} ;;
*)
    exists "$VOLUME" || { echo "there is no volume $VOLUME" >&2; exit 1; }
    restored=$(with_snapshots --env REQUEST --env VOLUME --mount "type=volume,source=$VOLUME,target=/to,volume-nocopy" \
        --entrypoint volume-tools "$TOOLBOX" restore-snapshot)
    ;;
esac
printf '%s\n%s\n%s' "$REQUEST" "$VOLUME" "$restored"
