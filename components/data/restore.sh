# Restores a snapshot to $NAME, unless that was done at this very request. Prints the request, the volume and a statement, a line
# each.
before=${PULUMI_COMMAND_STDOUT:-}
HELD=$REQUEST$newline$NAME
export HELD
case $ON_REPLACE$newline$before in
migrate"$newline$REQUEST$newline"* | *"$newline$HELD$newline"*) printf '%s\n%s' "$HELD" "${before##*"$newline"}" ;;
*) program_held restore ;;
esac
