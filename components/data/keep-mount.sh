# Another toolbox image or the like is no reason for another mount.
printf %s "$PULUMI_COMMAND_STDOUT"
