# For a component whose program names its Docker host: the data may be on another one so far.

# there COMMAND ...: runs it where the data was.
there() (
    unset HOST_NAME DAEMON_ID DOCKER_CERT_PATH DOCKER_TLS_VERIFY
    while IFS= read -r variable; do
        # shellcheck disable=SC2163 # a name and its value
        export "$variable"
    done <<WAS
$was
WAS
    root=${found#* * }
    "$@"
)

answering_daemon() {
    which_daemon || { echo "Docker host ${HOST_NAME:-} $DOCKER_HOST does not answer, so nothing was moved" >&2; exit 1; }
}

# Sets $there if it is on another daemon.
find_data() {
    was=$(printf '%s\n' "$BEFORE" | sed -n 's/^on //p') found=
    if [ -z "$old" ] || [ "$was" = "$(say_host | sed -n 's/^on //p')" ]; then
        return
    fi
    [ "$ON_REPLACE" = migrate ] || [ "$old" = "$NAME" ] || return 0
    if [ -z "$was" ]; then
        exists "$old" || { echo "volume $old is not on Docker host ${HOST_NAME:-} $DOCKER_HOST, and data moves only from a host that" \
            "the program names: name the one that has it, update, and then name the other" >&2; exit 1; }
        return
    fi
    here=${daemon:-$(answering_daemon)}
    root=${here#* * }
    expected=$(printf '%s\n' "$was" | sed -n 's/^DAEMON_ID=//p')
    [ "$expected" != "$here" ] || return 0
    found=$(there answering_daemon)
    [ "$found" = "${expected:-$found}" ] || there is_known_as "$expected" "$found" || { echo "volume $old was on daemon $expected, and its" \
        "address leads to another one now, $found: nothing was moved. Bring it back from a snapshot (restoreFrom), or set onReplace to" \
        "discard" >&2; exit 1; }
    [ "$found" = "$here" ] || there=there
}

# The two ends of a move talk to each other through the machine that runs this. The last line says what was moved.
move() {
    pipes=$(mktemp -d)
    mkfifo "$pipes/asked" "$pipes/sent"
    there reading_program move-out "$NAME" --env NAME --env BEFORE --env STACK --env STOP_GRACE_SECONDS <"$pipes/asked" >"$pipes/sent" &
    how=$(reading_program move-in "$NAME" --env NAME --env BEFORE <"$pipes/sent" | tee "$pipes/asked" | tail -n 1)
    wait "$!" && code=0 || code=$?
    [ "$code" = 0 ] || exit "$code"
    [ -n "$how" ] || exit 1
    rm -r "$pipes"
    how="copied $how"
}
