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

# having VOLUME FORMAT [there]: of each container that has the volume, running or not, by its name or by its path, what Docker tells in this
# format.
having() {
    volume=$1 format=$2
    shift 2
    path=$("$@" docker volume inspect --format '{{.Mountpoint}}' "$volume") || exit 1
    all=$("$@" docker ps --all --no-trunc --format "$format"'{{"\t"}}{{.Mounts}}') || exit 1
    printf '%s\n' "$all" | mounting "$volume" "$path"
}
