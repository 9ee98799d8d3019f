# exists VOLUME: asks of this one alone. Docker lists none as long as any volume in use hangs, on a dead server, say.
exists() {
    complaint=$(docker volume inspect "$1" 2>&1 >/dev/null) && return
    case $complaint in *"o such volume"*) return 1 ;; esac
    printf '%s\n' "$complaint" >&2
    exit 1
}
