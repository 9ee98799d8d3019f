# Prints what is known of the newest snapshot and of the last drill.
with_snapshots --env FOLDER --env DRILL --entrypoint volume-tools "$TOOLBOX" backup-status
