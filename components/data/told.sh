# What a gate prints: which volume has the data now, and how it came there.
say_holder "$how"
printf '\nstack %s' "$STACK"
