# What an NfsVolume's gate printed last: version, port, and server:path of the folder that holds the data.
told=${PULUMI_COMMAND_STDOUT:-}
told=${told#*"${newline}nfs "}
told=${told%%"$newline"*}
place=${told#* * }

# Fails, with the reason, unless that server answers: Docker would hang with a mount of it.
check_server() (
    VERSION=${told%% *}
    PORT=${told#* }
    PORT=${PORT%% *}
    SERVER=${place%%:/*}
    NETWORK=host
    export VERSION PORT SERVER
    toolbox --env VERSION --env PORT --env SERVER --entrypoint volume-tools "$TOOLBOX" check-nfs-server >&2
)
