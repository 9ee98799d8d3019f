# Prints where the ledger of this Docker host is, and where volume-tools looks for it: in Docker's own folder, where no prune removes it.
ledger() {
    root=$(docker info --format '{{.DockerRootDir}}') || return
    printf '%s/docker-storage/ledger:/ledger' "$root"
}
