printf %s "$NAME"
[ "$FIXED" != true ] || printf "\nfixed"
