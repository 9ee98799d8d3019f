# Runs when what a gate was told has changed: brings the data to the volume that it is told of, and prints which one has it now, and how it came
# there. Where nothing is to be done, nothing is started.
before=${PULUMI_COMMAND_STDOUT:-}
old=${before%%"$newline"*} there= pipes=
if [ -z "${UNFINISHED:-}" ] && [ "$(printf %s "$before" | grep -v -e '^copied ' -e '^anew$')" = "$HELD" ]; then
    printf %s "$before"
    exit
fi
trap after_failure EXIT
trap 'exit 130' HUP INT TERM
bring
trap - EXIT
