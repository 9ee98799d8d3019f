# Waits until as many tasks run as there should be, each as the service is now; fails with what keeps one from it.
spec=$(of_service '{{json .Spec.TaskTemplate.ContainerSpec}}')
# Only this command's own deletion, when it alone is replaced, leaves another number.
[ "$(of_service '{{.Spec.Mode.Replicated.Replicas}}')" = "$REPLICAS" ] || docker service scale --detach "$SERVICE=$REPLICAS" >/dev/null
# An update that was given up goes on.
[ "$(of_service '{{with .UpdateStatus}}{{.State}}{{end}}')" != paused ] || docker service update --detach "$SERVICE" >/dev/null

# State, ID, slot, node and error of the tasks that are as the service is now, newest first. The rest may hold secrets.
tasks() {
    ids=$(docker service ps --quiet --no-trunc "$@" "$SERVICE") || exit 1
    # shellcheck disable=SC2086 # words; and one of them may have gone by now
    [ -z "$ids" ] || docker inspect --type task --format '{{.Status.State}} {{.ID}} {{.Slot}} {{or .NodeID "-"}} {{json .Status.Err}}
{{json .Spec.ContainerSpec}}' $ids 2>/dev/null | SPEC=$spec awk '{ task = $0; getline; if ($0 == ENVIRON["SPEC"]) print task }'
}

failed_tasks() {
    tasks | grep -E '^(failed|rejected) ' || :
}

give_up() {
    task=$(failed_tasks | head -n 1)
    task=${task:-$(tasks --filter desired-state=running | grep -v ' ""$' | head -n 1)}
    read -r state _ slot node reason <<END
$task
END
    host=$(docker node inspect --format '{{.Description.Hostname}}' "$node" 2>/dev/null) || host=
    [ -z "$task" ] || set -- "$1; task $slot${host:+ on node $host} is $state: $reason"
    echo "service $(of_service '{{.Spec.Name}}'): $1" >&2
    exit 1
}

EARLIER=$(failed_tasks)
export EARLIER
deadline=$(($(date +%s) + TIMEOUT_SECONDS))
while :; do
    running=$(tasks --filter desired-state=running | grep -c '^running ') || :
    update=$(of_service '{{with .UpdateStatus}}{{.State}}: {{.Message}}{{end}}')
    case $update in
    updating:* | rollback_started:*) ;;
    paused:* | rollback_*) give_up "the update was given up (${update#*: })" ;;
    *) [ "$running" != "$REPLICAS" ] || break ;;
    esac
    failures=$(failed_tasks | awk '!index(ENVIRON["EARLIER"], $2) && ++n[$3] > most { most = n[$3] } END { print most + 0 }')
    [ "$failures" -lt 3 ] || give_up "a task failed $failures times in a row"
    [ "$(date +%s)" -lt "$deadline" ] || give_up "$running of $REPLICAS tasks run after $TIMEOUT_SECONDS s"
    sleep 1
done
