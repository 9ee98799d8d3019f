# The docker provider fails when a task takes all of its grace to stop: by then none is left.
has_service || exit 0
docker service scale --detach "$SERVICE=0" >/dev/null
deadline=$(($(date +%s) + GRACE_SECONDS + 30))
while [ -n "$(docker service ps --quiet "$SERVICE")" ] && [ "$(date +%s)" -lt "$deadline" ]; do
    sleep 1
done
