# Fails, with the reason, before anything relies on snapshots that cannot be written. Prints the folder if Docker's own has them.
with_snapshots --entrypoint volume-tools "$TOOLBOX" prepare-snapshots >&2 || {
    echo "snapshots cannot be kept at ${SNAPSHOTS:-the repository}; a folder for them has to be there on the Docker host" >&2
    exit 1
}
[ -z "${root:-}" ] || printf %s "$root/docker-storage/snapshots"
