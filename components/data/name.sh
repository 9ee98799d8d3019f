printf %s "$NAME"
