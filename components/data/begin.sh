set -eu
newline='
'
# The docker provider goes by DOCKER_HOST or else to this socket; Docker's command would go by the current context first.
[ -n "${DOCKER_CONTEXT:-}" ] || export DOCKER_HOST="${DOCKER_HOST:-unix:///var/run/docker.sock}"
