# Without its volumes: those belong to the program.
[ -z "$(docker ps --all --quiet --no-trunc --filter "id=$PULUMI_COMMAND_STDOUT")" ] ||
    docker rm "$PULUMI_COMMAND_STDOUT" >/dev/null
