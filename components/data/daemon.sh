# Prints which daemon it is, also when its machine has another name by now. It notes that itself, so that it is known again then.
remembered_as know-as "$expected" "$daemon" ||
    echo "Docker host $HOST_NAME cannot note that it is $expected: if its machine is renamed, or Docker's folder moved, set its daemonId" >&2
printf %s "$expected"
