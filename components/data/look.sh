# Fails before anything is changed if the volume $NAME is to be replaced, as it is not as declared, and a container has it that is not this stack's.
exists "$NAME" || exit 0
real=$(as_inspected "$NAME")
[ "$real" = "$DECLARED." ] || program look
