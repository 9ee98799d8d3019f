# Docker hands over a volume that exists under a name, whoever made it: it would be deleted with the stack.
if [ "$NAME" != "${PULUMI_COMMAND_STDOUT:-}" ] && exists "$NAME"; then
    if [ -z "${ADOPT:-}" ]; then
        echo "a volume $NAME exists already, and is left alone: choose another name. If its data is to be this component's, set" \
            "adopt to true; if it is that of a component which was renamed, give this one an alias" >&2
        exit 1
    fi
    if [ -n "${PULUMI_COMMAND_STDOUT:-}" ]; then
        echo "volume $NAME is not adopted, because this component has a volume with data of its own, $PULUMI_COMMAND_STDOUT:" \
            "declare another NamedVolume for it" >&2
        exit 1
    fi
    real=$(as_inspected "$NAME")
    if [ "$real" != "$ADOPT." ]; then
        printf 'volume %s is not adopted, because it is not as declared. It has:\n%s\nDeclared is:\n%s\n' "$NAME" "${real%.}" "$ADOPT" >&2
        exit 1
    fi
fi
printf %s "$NAME"
