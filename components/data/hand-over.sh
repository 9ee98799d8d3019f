# Copies from the volume that held the data so far to $NAME; says which volume holds it now.
before=${PULUMI_COMMAND_STDOUT:-}
old=${before%%"$newline"*}
copied=${before##*"${newline}copied "}
[ "$copied" != "$before" ] || copied=
copied=${copied%%"$newline"*}
# The truth is where the last writes are.
unfinished=$(printf '%s\n' "${UNFINISHED:-}" | HOLDER=$old awk '$3 == ENVIRON["HOLDER"] { print $1, $2; exit }')
case $unfinished in
"both "*)
    echo "volume ${unfinished#both } was written to after it was copied to volume $old, and volume $old was written to as well. Both stay:" \
        "bring over by hand what is newer in ${unfinished#both }, remove that volume (docker volume rm), and update again" >&2
    exit 1
    ;;
"old "*) old=${unfinished#old } ;;
esac
anew=
case $before in "$NAME$newline"*"${newline}anew"* | "$NAME${newline}anew"*) anew=true ;; esac
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
    waited=0
    while [ -n "$stopped" ] && ! daemon_answers && [ "$waited" -lt "${DOCKER_CLIENT_TIMEOUT:-60}" ]; do
        [ "$waited" != 0 ] || echo "waiting for the Docker daemon, to start what was stopped for the copy" >&2
        sleep 1
        waited=$((waited + 1))
    done
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
    # The former volume may be removed before this one is made, if its name was fixed: its data is set aside then.
    brought=
    case $before in
    "$old${newline}fixed"*)
        if [ -z "$moved" ]; then
            brought=$(bring_back "$old")
        elif there is_set_aside "$old"; then
            echo "what volume $old held is set aside on the Docker host that had it, by an update that failed: name that host again, update," \
                "and then name the other" >&2
            exit 1
        fi
        ;;
    esac
    if [ -n "$brought" ]; then
        copied=$brought
    elif [ -n "$moved" ] || exists "$old"; then
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
        copied='' anew=true
    fi
    trap - EXIT
elif [ -n "$old" ] && [ "$old" != "$NAME" ] && ! exists "$old"; then
    case $before in "$old${newline}fixed"*) in_docker_folder let-go "$old" ;; esac
elif [ -n "$old" ] && [ "$old" != "$NAME" ]; then
    ledger=$(ledger)
    FROM=$old
    export FROM
    toolbox --volume "$ledger" --env FROM --entrypoint volume-tools "$TOOLBOX" note-discarded
fi
say_holder "$copied"
printf '\nstack %s' "$STACK"
