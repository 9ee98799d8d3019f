# say_holder COPIED: what the gate prints. Which volume holds the data, whether its name is fixed or was so once, how its data came
# there, and whether it begins anew because the one before is gone, a line each.
say_holder() {
    printf %s "$NAME"
    case $FIXED${PULUMI_COMMAND_STDOUT:-} in true* | *"${newline}fixed"*) printf '\nfixed' ;; esac
    [ -z "$1" ] || printf '\ncopied %s' "$1"
    [ -z "${anew:-}" ] || printf '\nanew'
}
