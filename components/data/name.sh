printf %s "$NAME"
[ "$FIXED" != true ] || printf "\nfixed"
printf '\nstack %s' "$STACK"
