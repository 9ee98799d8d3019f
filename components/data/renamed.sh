# Prints whether the daemon $FOUND was $DAEMON_ID before.
if is_known_as "$DAEMON_ID" "$FOUND"; then printf renamed; fi
