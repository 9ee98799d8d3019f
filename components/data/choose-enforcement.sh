# Prints what can hold a volume to its capacity here: a quota of Docker's own local driver, or else a disk.
probe=$DISK-probe
# Docker holds only the first volume of a name to its size, until it is started again: https://github.com/moby/moby/issues/43891
if [ -n "${FIXED_NAME:-}" ] || exists "$DISK"; then
    enforcement=disk-image
elif complaint=$(docker volume create --label io.docker-storage.managed=scratch --opt size=1048576 "$probe" 2>&1); then
    docker volume rm "$probe" >/dev/null
    enforcement=project-quota
else
    case $complaint in *"no quota support"*) enforcement=disk-image ;; *) printf '%s\n' "$complaint" >&2; exit 1 ;; esac
fi
printf %s "$enforcement"
