# Runs when the volume is another one than before: brings the data along, and prints which volume has it now and how it came there.
migrate() {
    former=$(printf '%s\n' "$UNFINISHED" | HOLDER=$old awk '$3 == ENVIRON["HOLDER"] { print $2; exit }')
    if [ -z "$former" ] && [ "${old:-$NAME}" = "$NAME" ]; then
        how=$(printf '%s\n' "$BEFORE" | sed -n -e '/^copied /p' -e '/^anew$/p')
    else
        undoing "${former:-$old}" migrate_here
    fi
}

migrate_here() {
    find_root
    how=$(program migrate "$NAME" --env NAME --env BEFORE --env ON_REPLACE --env STACK --env UNFINISHED --env STOP_GRACE_SECONDS)
}
