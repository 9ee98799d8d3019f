# Where this component works, as its program says: a line for each variable that leads there, for the update that moves it.
say_host() {
    for variable in HOST_NAME DAEMON_ID DOCKER_CERT_PATH DOCKER_TLS_VERIFY DOCKER_HOST; do
        eval "value=\${$variable:-}"
        [ -z "$value" ] || printf '\non %s=%s' "$variable" "$value"
    done
}

# What tells it from others.
say_identity() {
    printf '\non %s' "${DAEMON_ID:-$DOCKER_HOST}"
}
