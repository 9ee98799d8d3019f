# Runs after a volume with a fixed name was made: brings back what was set aside of it.
FIXED=true
trap 'kept_aside "$NAME"' EXIT
copied=$(program bring-back "$NAME" --env NAME --env ON_REPLACE --env DECLARED)
trap - EXIT
say_holder "${copied:+copied $copied}"
