# Runs before a volume with a fixed name is made anew, and when it leaves the stack: sets its data aside, and removes it.
[ "$ON_DELETE" = retain ] || program_aside program set-aside
