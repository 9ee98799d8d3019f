# mounting VOLUME PATH: of each line the first word, if one of the others, which commas part, is the volume, or its path on the host or one
# below it, as a bind mount has it.
mounting() {
    MOUNTED=$1 MOUNTED_PATH=$2 awk -F '\t' '{
        count = split($2, mounts, ",")
        for (at = 1; at <= count; at++)
            if (mounts[at] == ENVIRON["MOUNTED"] ||
                (ENVIRON["MOUNTED_PATH"] != "" && index(mounts[at] "/", ENVIRON["MOUNTED_PATH"] "/") == 1)) {
                print $1
                next
            }
    }'
}

# refuse_users VOLUME: fails while a container has it, running or not, by its name or by its path.
refuse_users() {
    path=$(docker volume inspect --format '{{.Mountpoint}}' "$1") || exit 1
    all=$(docker ps --all --no-trunc --format '{{.ID}}{{"\t"}}{{.Mounts}}') || exit 1
    users=$(printf '%s\n' "$all" | mounting "$1" "$path" | cut -c 1-12)
    # shellcheck disable=SC2086 # words
    [ -z "$users" ] || { echo "volume $1 is still mounted by containers that do not belong to it:" $users \
        "- remove them and try again" >&2; exit 1; }
}
