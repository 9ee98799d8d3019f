# Fails unless the daemon at $DOCKER_HOST is the one that it was so far: an address can come to lead to another machine.
daemon=$(which_daemon) ||
    { echo "Docker host $HOST_NAME at $DOCKER_HOST does not answer, so nothing was done there" >&2; exit 1; }
expected=${DAEMON_ID:-${PULUMI_COMMAND_STDOUT:-$daemon}}
[ "$daemon" = "$expected" ] || is_known_as "$expected" "$daemon" ||
    { echo "Docker host $HOST_NAME at $DOCKER_HOST is another daemon, $daemon, than the one so far," \
        "$expected: nothing was done there. Correct the address; declare another machine as a DockerHost of its own; or, if this one" \
        "was installed anew, set its daemonId" >&2; exit 1; }
