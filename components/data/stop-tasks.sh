# The docker provider fails when a task takes all of its grace to stop, and volumes cannot go before their containers have: by then
# none is left.
has_service || exit 0
docker service scale --detach "$SERVICE=0" >/dev/null
deadline=$(($(date +%s) + GRACE_SECONDS + 30))
left() {
    docker service ps --quiet "$SERVICE"
    docker ps --all --quiet --filter "label=com.docker.swarm.service.id=$SERVICE"
}
while [ -n "$(left)" ] && [ "$(date +%s)" -lt "$deadline" ]; do
    sleep 1
done
