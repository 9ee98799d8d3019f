# Without its volumes: those belong to the program.
left=$(docker ps --all --quiet --filter "name=^/$PULUMI_COMMAND_STDOUT\$")
[ -z "$left" ] || docker rm "$PULUMI_COMMAND_STDOUT" >/dev/null
