# refuse_others VOLUME [there]: fails while a container has it, running or not, that is not one of this stack's: they would be left stopped, or on
# the volume that goes. Those that lend a mount, or touch data for this package, do not count.
refuse_others() {
    looked_at=$1
    shift
    all=$(having "$looked_at" '{{.Names}}|{{.Label "io.docker-storage.managed"}}|{{.Label "io.docker-storage.stack"}}' "$@") || exit 1
    others=$(printf '%s\n' "$all" | WAS=$(was_stack) awk -F '|' '
        NF == 3 && ($3 == "" || $3 != ENVIRON["STACK"] && $3 != ENVIRON["WAS"]) && $2 != "mount" && $2 != "scratch" { print $1 }')
    # shellcheck disable=SC2086 # words
    [ -z "$others" ] || { echo "volume $looked_at is to be replaced, and containers have it that are not this stack's:" $others "- nothing was" \
        "changed. Remove them, or have the program make them (SharedContainer, or a docker.Container with the label" \
        "io.docker-storage.stack=$STACK), and update again" >&2; exit 1; }
}

# What the stack was called when this command ran last: its containers may still say so.
was_stack() {
    printf '%s\n' "${PULUMI_COMMAND_STDOUT:-}" | sed -n 's/^stack //p'
}
