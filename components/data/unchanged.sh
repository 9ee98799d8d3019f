# Prints what was printed before.
printf %s "$PULUMI_COMMAND_STDOUT"
