# Copies from the volume that held the data so far, on a server or on another Docker host, to $NAME; says which volume holds it now.
before=${PULUMI_COMMAND_STDOUT:-}
old=${before%%"$newline"*}
copied=${before##*"${newline}copied "}
[ "$copied" != "$before" ] || copied=
copied=${copied%%"$newline"*}
stopped=

# An update may delete a container while another volume of it is copied.
gone() {
    left=$(there docker ps --all --quiet --filter "id=$1") && [ -z "$left" ]
}

writers() {
    all=$(there docker ps --no-trunc --format '{{.ID}}{{"\t"}}{{.Mounts}}') || exit 1
    for id in $(printf '%s\n' "$all" | mounting "$old" "$old_path"); do
        mounts=$(there docker inspect --format '{{range .Mounts}}{{.RW}}{{"\t"}}{{.Name}},{{.Source}}{{"\n"}}{{end}}' "$id") || { gone "$id" && continue; exit 1; }
        if printf '%s\n' "$mounts" | mounting "$old" "$old_path" | grep -Fqx true; then
            printf '%s\n' "$id"
        fi
    done
}

daemon_answers() {
    there docker version >/dev/null 2>&1
}

# A daemon that went down with the copy may be back soon.
restart_stopped() {
    code=$?
    [ -z "$stopped" ] || there await_daemon || :
    for id in $stopped; do
        daemon_answers && { there docker start "$id" >/dev/null || gone "$id"; } || echo "container $id, which was stopped for the copy," \
            "does not start again: start it, unless the next update is to replace it" >&2
    done
    kept "$old"
    exit "$code"
}

if [ -n "$old" ] && [ "$old" != "$NAME" ] && [ "$ON_REPLACE" = migrate ]; then
    trap restart_stopped EXIT
    trap 'exit 130' HUP INT TERM
    case $before in
    "$old${newline}fixed"*)
        if there is_set_aside "$old"; then
            echo "what volume $old held is set aside on the Docker host that had it, by an update that failed: name that host again, update," \
                "and then name the other" >&2
            exit 1
        fi
        ;;
    esac
    if [ -n "$moved" ] || exists "$old"; then
        LEDGER=$(there ledger)
        refuse_services "$old" there
        refuse_others "$old" there
        old_path=$(there docker volume inspect --format '{{.Mountpoint}}' "$old")
        running=$(writers)
        phases="whole verify"
        if [ -n "$running" ]; then
            transfer "$old" "$NAME" first >&2
            phases="rest verify"
            running=$(writers)
        fi
        for id in $running; do
            stopped="$id $stopped"
            echo "stopping container $id, which writes to volume $old" >&2
            there docker stop ${STOP_GRACE_SECONDS:+-t "$STOP_GRACE_SECONDS"} "$id" >/dev/null || gone "$id"
            at=$(there docker inspect --format '{{.State.FinishedAt}}' "$id") || gone "$id"
            export STOPPED_AT="${STOPPED_AT:-$at}"
        done
        # shellcheck disable=SC2086 # two words
        copied=$(transfer "$old" "$NAME" $phases)
        again=$(writers)
        [ -z "$again" ] || { echo "containers began to write to volume $old during the copy: $again" >&2; exit 1; }
    else
        echo "volume $old is gone, so nothing is copied from it: the data begins anew" >&2
        copied=
    fi
    trap - EXIT
elif [ -n "$old" ] && [ "$old" != "$NAME" ]; then
    ledger=$(ledger)
    FROM=$old
    export FROM
    toolbox --volume "$ledger" --env FROM --entrypoint volume-tools "$TOOLBOX" note-discarded
fi
say_holder "${copied:+copied $copied}"
printf '\nstack %s' "$STACK"
