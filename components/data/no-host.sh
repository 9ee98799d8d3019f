# For a component whose program names no Docker host: its data is on the one that it was on before.
case ${PULUMI_COMMAND_STDOUT:-} in *"${newline}on "*)
    echo "the data of this component is on a Docker host that the program no longer names, and was left there: name that host" \
        "again, or the one that it is to move to" >&2
    exit 1 ;;
esac
