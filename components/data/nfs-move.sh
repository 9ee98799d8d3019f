# Runs when the volume is another one than before: brings the data to the folder that it shows now, unless only the options of its mount are
# others.
nfs_move() {
    find_root
    how="copied $(program migrate-nfs "$NAME" --env NAME --env BEFORE --env NFS --env STACK --env STOP_GRACE_SECONDS)"
}

how=$(printf '%s\n' "$BEFORE" | sed -n '/^copied /p')
place=$(printf '%s\n' "$BEFORE" | sed -n 's/^nfs [^ ]* [^ ]* //p')
if [ "$ON_MOVE" = migrate ] && [ "$old" != "$NAME" ] && [ -n "$place" ] && [ "$place" != "${NFS#* * }" ]; then
    undoing "$old" nfs_move
fi
