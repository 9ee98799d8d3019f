# Prints which daemon it is.
printf %s "$daemon"
