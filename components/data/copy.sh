COPY_ID=$$-$(date +%s) LEDGER=
export COPY_ID

# copy_volume FROM TO PHASE ...: makes TO equal to FROM and proves it, or fails; prints a statement. See volume-tools copy --help. With
# LEDGER, as ledger() prints it, it is noted that FROM has nothing any more that is not in TO.
copy_volume() {
    TO=$2
    for volume in "$1" "$TO"; do
        exists "$volume" || { echo "there is no volume $volume" >&2; exit 1; }
    done
    # The script of an engine that was killed goes on.
    users=$(docker ps --quiet --filter "volume=$TO")
    # shellcheck disable=SC2086 # words
    [ -z "$users" ] || { echo "volume $TO is in use, and nothing was copied to it: wait for an earlier update that may still" \
        "be copying, or remove the containers:" $users >&2; exit 1; }
    FROM=$1
    shift 2
    export FROM TO
    for phase in "$@"; do
        data_toolbox ${LEDGER:+--volume "$LEDGER"} --env FROM --env TO --env COPY_ID --env STOPPED_AT \
            --mount "type=volume,source=$FROM,volume-nocopy,target=/from,readonly" --mount "type=volume,source=$TO,volume-nocopy,target=/to" \
            --entrypoint volume-tools "$TOOLBOX" copy "$phase"
    done
}

# refuse_services VOLUME [there]: of a Swarm service, Docker starts another task for each that is stopped, and those on other nodes are not
# seen from here.
refuse_services() {
    written=$1
    shift
    is_manager=$("$@" docker info --format '{{.Swarm.ControlAvailable}}') || exit 1
    [ "$is_manager" = true ] || return 0
    ids=$("$@" docker service ls --quiet) || exit 1
    [ -n "$ids" ] || return 0
    # shellcheck disable=SC2086 # words
    mounts=$("$@" docker service inspect --format '{{$spec := .Spec}}{{with .Spec.TaskTemplate.ContainerSpec}}{{range .Mounts}}{{if not .ReadOnly}}{{$spec.Name}} {{with $spec.Mode.Replicated}}{{.Replicas}}{{else}}all{{end}} {{.Source}}
{{end}}{{end}}{{end}}' $ids) || exit 1
    service=$(printf '%s\n' "$mounts" | awk -v "volume=$written" '$2 != 0 && $3 == volume { print $1; exit }')
    [ -z "$service" ] || { echo "service $service writes to volume $written, and Docker would start its tasks again: scale it to 0" \
        "(docker service scale $service=0), and update again" >&2; exit 1; }
}
