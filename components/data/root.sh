root=

# Where Docker keeps its own on its host: asked once. In $(...), it is not kept for what comes after.
find_root() {
    root=${root:-$(docker info --format '{{.DockerRootDir}}')} || exit 1
}
