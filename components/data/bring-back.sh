# Runs after a volume with a fixed name was made: brings back what was set aside of it.
program_aside program_held bring-back
