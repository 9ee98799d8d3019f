# Where Docker keeps its own on its host: asked once. In $(...), it is not kept for what comes after.
find_root() {
    root=${root:-$(docker info --format '{{.DockerRootDir}}')} || exit 1
}

# Prints where the ledger of this Docker host is, and where volume-tools looks for it: in Docker's own folder, where no prune removes it.
ledger() {
    find_root
    printf '%s/docker-storage/ledger:/ledger' "$root"
}
