# For a component whose program names its Docker host: the data may be on another one so far.

# there COMMAND ...: runs it where the data was.
there() (
    # Without an endpoint, those of the environment hold on either host.
    if [ -n "${HOST_NAME:-}" ] || [ "${was#*HOST_NAME=}" != "$was" ]; then
        unset HOST_NAME DAEMON_ID DOCKER_CERT_PATH DOCKER_TLS_VERIFY
    fi
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

hosts_in() {
    printf '%s\n' "$1" | sed -n 's/^on //p'
}

# Sets $there if it is on another daemon.
find_data() {
    was=$(hosts_in "$before") found=
    if [ -z "$was" ] || [ "$was" = "$(hosts_in "$HELD")" ]; then
        return
    fi
    [ "$ON_REPLACE" = migrate ] || [ "$old" = "$NAME" ] || return 0
    here=${daemon:-$(answering_daemon)}
    expected=$(printf '%s\n' "$was" | sed -n 's/^DAEMON_ID=//p')
    [ "$expected" != "$here" ] || return 0
    found=$(there answering_daemon)
    [ "$found" = "${expected:-$found}" ] || there is_known_as "$expected" "$found" || { echo "volume $old was on daemon $expected, and its" \
        "address leads to another one now, $found: nothing was moved. Bring it back from a snapshot (restoreFrom), or set onReplace to" \
        "discard" >&2; exit 1; }
    [ "$found" = "$here" ] || there=there
}

bring() {
    find_data
    find_root
    if [ -z "$there" ]; then
        program_held migrate
    else
        move
    fi
}

# The two ends of a move talk to each other through the machine that runs this. The last line says what was moved.
move() {
    pipes=$(mktemp -d)
    mkfifo "$pipes/asked" "$pipes/sent"
    there reading_program move-out <"$pipes/asked" >"$pipes/sent" &
    moved=$(reading_program move-in <"$pipes/sent" | tee "$pipes/asked" | tail -n 1)
    wait "$!" && code=0 || code=$?
    [ "$code" = 0 ] || exit "$code"
    [ -n "$moved" ] || exit 1
    rm -r "$pipes"
    printf '%s\ncopied %s' "$HELD" "$moved"
}
