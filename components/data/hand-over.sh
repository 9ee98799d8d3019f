# Copies from the volume that held the data so far to $NAME; says which volume holds it now.
before=${PULUMI_COMMAND_STDOUT:-}
old=${before%%"$newline"*}
copied=${before##*"${newline}copied "}
[ "$copied" != "$before" ] || copied=
stopped=

# An update may delete a container while another volume of it is copied.
gone() {
    left=$(docker ps --all --quiet --filter "id=$1") || exit 1
    [ -z "$left" ]
}

writers() {
    ids=$(docker ps --quiet --no-trunc --filter "volume=$old") || exit 1
    for id in $ids; do
        mounts=$(docker inspect --format '{{range .Mounts}}{{.Name}} {{.RW}}{{"\n"}}{{end}}' "$id") || { gone "$id" && continue; exit 1; }
        if printf '%s\n' "$mounts" | grep -Fqx -- "$old true"; then
            printf '%s\n' "$id"
        fi
    done
}

restart_stopped() {
    code=$?
    for id in $stopped; do
        docker start "$id" >/dev/null || gone "$id" || echo "container $id was stopped for the copy and does not start again" >&2
    done
    echo "volume $old still holds the data; nothing of it was lost. The next update tries again." >&2
    exit "$code"
}

if [ -n "$old" ] && [ "$old" != "$NAME" ] && [ "$ON_REPLACE" = migrate ]; then
    trap restart_stopped EXIT
    trap 'exit 130' HUP INT TERM
    if exists "$old"; then
        running=$(writers)
        phases="whole verify"
        if [ -n "$running" ]; then
            copy_volume "$old" "$NAME" first >&2
            phases="rest verify"
            running=$(writers)
        fi
        for id in $running; do
            stopped="$id $stopped"
            docker stop ${STOP_GRACE_SECONDS:+-t "$STOP_GRACE_SECONDS"} "$id" >/dev/null || gone "$id"
            echo "stopped container $id, which writes to volume $old" >&2
            at=$(docker inspect --format '{{.State.FinishedAt}}' "$id") || gone "$id"
            export STOPPED_AT="${STOPPED_AT:-$at}"
        done
        # shellcheck disable=SC2086 # two words
        copied=$(copy_volume "$old" "$NAME" $phases)
        again=$(writers)
        [ -z "$again" ] || { echo "containers began to write to volume $old during the copy: $again" >&2; exit 1; }
        case $before in *"${newline}fixed"*) ! exists "$HANDOVER" || docker volume rm "$HANDOVER" >/dev/null ;; esac
    else
        echo "volume $old is gone, so nothing is copied from it" >&2
    fi
    trap - EXIT
fi
say_holder "$copied"
