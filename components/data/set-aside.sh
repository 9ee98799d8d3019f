# Runs before a volume with a fixed name is made anew, and when it leaves the stack: sets its data aside, and removes it.
[ "$ON_DELETE" != retain ] || exit 0
exists "$NAME" || exit 0
trap 'kept_aside "$NAME"' EXIT
program set-aside "$NAME" --env NAME --env ON_REPLACE --env ON_DELETE
trap - EXIT
