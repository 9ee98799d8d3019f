# say_holder HOW: what the gate prints. Which volume holds the data, whether its name is fixed, and lines that say how its data came there.
say_holder() {
    printf %s "$NAME"
    [ "$FIXED" != true ] || printf '\nfixed'
    printf %s "${1:+$newline$1}"
}
