# differing SETTINGS SETTINGS: what is not the same in both, by name: an option's value may hold a password.
differing() {
    {
        [ "${1%%"$newline"*}" = "${2%%"$newline"*}" ] || echo driver
        printf '%s\n' "${1#*"$newline"}" "${2#*"$newline"}" | sort | uniq -u | sed -n -E 's/^((option|label) [^=]*)=.*/\1/p' | sort -u
    } | paste -s -d , - | sed 's/,/, /g'
}

# Docker hands over a volume that exists under a name, whoever made it: it would be deleted with the stack.
before=${PULUMI_COMMAND_STDOUT:-}
said=$NAME${IDENTITY:+${newline}on $IDENTITY}
if [ "${before%%"$newline"*}" = "$NAME" ] && [ "$before" != "$said" ]; then
    echo "volume $NAME has a fixed name, and with that its data does not move to another Docker host: take the name out of this" \
        "component and update, name the other host and update, and then give it the name again" >&2
    exit 1
fi
if [ "$before" != "$said" ] && exists "$NAME"; then
    if [ -z "${ADOPT:-}" ]; then
        echo "a volume $NAME exists already, and is left alone: choose another name. If its data is to be this component's, set" \
            "adopt to true; if it is that of a component which was renamed, give this one an alias" >&2
        exit 1
    fi
    if [ -n "$before" ]; then
        echo "volume $NAME is not adopted, because this component has a volume with data of its own, ${before%%"$newline"*}:" \
            "declare another NamedVolume for it" >&2
        exit 1
    fi
    real=$(as_inspected "$NAME")
    if [ "$real" != "$ADOPT." ]; then
        echo "volume $NAME is not adopted, because it is not as declared: it differs in $(differing "${real%.}" "$ADOPT"). See what it has" \
            "with: docker volume inspect $NAME" >&2
        exit 1
    fi
fi
printf %s "$said"
