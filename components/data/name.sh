say_holder ""
printf '\nstack %s' "$STACK"
