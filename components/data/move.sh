# For a component whose program names its Docker host: where the data was so far, and how it comes here.

# there COMMAND ...: runs it where the data was.
there() (
    if [ -n "$moved" ]; then
        unset HOST_NAME DAEMON_ID DOCKER_CERT_PATH DOCKER_TLS_VERIFY
        while IFS= read -r variable; do
            # shellcheck disable=SC2163 # a name and its value
            export "$variable"
        done <<WAS
$was
WAS
    fi
    "$@"
)

answering_daemon() {
    which_daemon || { echo "Docker host ${HOST_NAME:-} $DOCKER_HOST does not answer, so nothing was moved" >&2; exit 1; }
}

# joined RECEIVE_ARGUMENT ...: runs one rsync, whose two ends are containers on the two hosts.
joined() {
    pipes=$(mktemp -d)
    mkfifo "$pipes/asked" "$pipes/sent"
    there data_toolbox --interactive --env FROM --env TO --mount "type=volume,source=$FROM,target=/from,readonly,volume-nocopy" \
        --entrypoint volume-tools "$TOOLBOX" send <"$pipes/asked" >"$pipes/sent" &
    data_toolbox --interactive --env FROM --env TO --mount "type=volume,source=$TO,target=/to,volume-nocopy" \
        --entrypoint volume-tools "$TOOLBOX" receive "$@" >"$pipes/asked" <"$pipes/sent" && code=0 || code=$?
    wait "$!" || code=$?
    rm -r "$pipes"
    return "$code"
}

prove() {
    there data_toolbox --volume "$LEDGER" --env FROM --env TO --mount "type=volume,source=$FROM,target=/from,readonly,volume-nocopy" \
        --entrypoint volume-tools "$TOOLBOX" checksum |
        data_toolbox --interactive --env FROM --env TO --env STOPPED_AT --mount "type=volume,source=$TO,target=/to,volume-nocopy" \
            --entrypoint volume-tools "$TOOLBOX" prove
}

# transfer FROM TO PHASE ...: as copy_volume, through the machine that runs this.
transfer() {
    [ -n "$moved" ] || { copy_volume "$@"; return; }
    FROM=$1 TO=$2
    export FROM TO
    shift 2
    users=$(docker ps --quiet --filter "volume=$TO")
    # shellcheck disable=SC2086 # words
    [ -z "$users" ] || { echo "volume $TO is in use, and nothing was moved to it: wait for an earlier update that may still be" \
        "moving, or remove the containers:" $users >&2; exit 1; }
    for phase in "$@"; do
        if [ "$phase" = verify ]; then
            prove || { joined --thorough && prove; } || exit 1
            there toolbox --volume "$LEDGER" --env FROM --entrypoint volume-tools "$TOOLBOX" note-moved
        else
            joined || exit 1
        fi
    done
}

moved=
data=${PULUMI_COMMAND_STDOUT:-}
was=$(printf '%s\n' "$data" | sed -n 's/^on //p')
data=${data%%"$newline"*}
if [ -z "$data" ] || [ "$was" = "$(say_host | sed -n 's/^on //p')" ]; then
    :
elif [ "$ON_REPLACE" = discard ] && [ "$data" != "$NAME" ]; then
    :
elif [ -z "$was" ]; then
    exists "$data" || { echo "volume $data is not on Docker host ${HOST_NAME:-} $DOCKER_HOST, and data moves only from a host that" \
        "the program names: name the one that has it, update, and then name the other" >&2; exit 1; }
else
    here=$(answering_daemon)
    expected=$(printf '%s\n' "$was" | sed -n 's/^DAEMON_ID=//p')
    if [ "$expected" != "$here" ]; then
        moved=true
        found=$(there answering_daemon)
        [ "$found" = "${expected:-$found}" ] || there is_known_as "$expected" "$found" || { echo "volume $data was on daemon $expected, and its address leads to another one" \
            "now, $found: nothing was moved. Bring it back from a snapshot (restoreFrom), or set onReplace to discard" >&2; exit 1; }
        [ "$found" != "$here" ] || moved=
    fi
    [ -z "$moved" ] || [ "$data" != "$NAME" ] || { echo "volume $NAME is on another Docker host, and was not replaced by one on" \
        "$DOCKER_HOST: name hosts in the program, as host or dockerHost, for its data to move" >&2; exit 1; }
    [ -z "$moved" ] || there exists "$data" ||
        { echo "volume $data is not to be found on the Docker host that had it, so nothing was moved" >&2; exit 1; }
fi
