# Runs when the volume is another one than before: brings the data along, and prints which volume has it now and how it came there.
after_failure() {
    code=$?
    # The program itself starts whom it has stopped, unless it was killed, by a daemon that went down, say.
    if [ -z "$began" ]; then
        :
    elif await_daemon; then
        ! docker image inspect "$TOOLBOX" >/dev/null 2>&1 ||
            program start-stopped "$NAME" --env NAME --env BEFORE --env UNFINISHED >&2 || :
    else
        echo "the Docker daemon did not come back. Containers that were stopped for the copy, if there are any, stand still: start them," \
            "unless the next update is to replace them" >&2
    fi
    kept "${former:-$old}"
    exit "$code"
}

migrate() {
    BEFORE=${PULUMI_COMMAND_STDOUT:-} UNFINISHED=${UNFINISHED:-} STOP_GRACE_SECONDS=${STOP_GRACE_SECONDS:-}
    export BEFORE UNFINISHED STOP_GRACE_SECONDS
    old=${BEFORE%%"$newline"*} began=
    former=$(printf '%s\n' "$UNFINISHED" | HOLDER=$old awk '$3 == ENVIRON["HOLDER"] { print $2; exit }')
    if [ -z "$former" ] && [ "${old:-$NAME}" = "$NAME" ]; then
        how=$(printf '%s\n' "$BEFORE" | sed -n -e '/^copied /p' -e '/^anew$/p')
    else
        trap after_failure EXIT
        trap 'exit 130' HUP INT TERM
        find_root
        began=true
        how=$(program migrate "$NAME" --env NAME --env BEFORE --env ON_REPLACE --env STACK --env UNFINISHED --env STOP_GRACE_SECONDS)
        trap - EXIT HUP INT TERM
    fi
    say_holder "$how"
    printf '\nstack %s' "$STACK"
}
