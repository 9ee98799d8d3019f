# Fails before anything is changed if a fixed name is given up for another one, and a container has the volume that is not this stack's: those of
# the stack are deleted first of all then.
former=${PULUMI_COMMAND_STDOUT:-}
former=${former%%"$newline"*}
if [ -n "$former" ] && [ "$former" != "$NAME" ] && exists "$former"; then
    (NAME=$former && export NAME && program look)
fi
