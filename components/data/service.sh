# For the scripts about the service $SERVICE and its tasks.
has_service() {
    complaint=$(docker service inspect "$SERVICE" 2>&1 >/dev/null) && return
    case $complaint in *"no such service"*) return 1 ;; esac
    printf '%s\n' "$complaint" >&2
    exit 1
}

of_service() {
    docker service inspect --format "$1" "$SERVICE"
}
