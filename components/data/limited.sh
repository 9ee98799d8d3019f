# limited COMMAND ...: what a server has that does not answer holds Docker up, before there is a container to be limited.
limited() {
    "$@" &
    running=$!
    {
        trap 'kill "$!"; exit' TERM
        sleep "$GIVE_UP_SECONDS" &
        wait "$!"
        kill -KILL "$running"
    } >/dev/null 2>&1 &
    watching=$!
    wait "$running" && code=0 || code=$?
    kill "$watching" 2>/dev/null || :
    return "$code"
}
