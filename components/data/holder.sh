# say_holder COPIED: what the gate prints. Which volume holds the data, whether its name is fixed, how its data came there, and whether it
# begins anew because the one before is gone, a line each.
say_holder() {
    printf %s "$NAME"
    [ "$FIXED" != true ] || printf '\nfixed'
    [ -z "$1" ] || printf '\ncopied %s' "$1"
    [ -z "${anew:-}" ] || printf '\nanew'
}
