# Before hand-over.sh, which copies what is to be migrated: with other options of the same folder, that is nothing.
ON_REPLACE=discard
new=${NFS#* * }
if [ -n "$place" ] && [ "$place" != "$new" ] && [ "$ON_MOVE" = migrate ]; then
    remedy="or set onMove to \"adopt\" to take $new as it is"
    case ${new%/}/ in "${place%/}"/*) echo "$new lies in $place, which cannot be copied into itself: choose another folder, $remedy" >&2 && exit 1 ;; esac
    case ${place%/}/ in "${new%/}"/*) echo "$place lies in $new, which cannot become a copy of it: choose another folder, $remedy" >&2 && exit 1 ;; esac
    check_server || { echo "so nothing can be copied from $place to $new: have that server answer, $remedy" >&2; exit 1; }
    exists "${PULUMI_COMMAND_STDOUT%%"$newline"*}" || { echo "the volume that showed $place is gone, so nothing can be copied from there:" \
        "put the former server, export and subfolder back, update, and then change them, $remedy" >&2; exit 1; }
    ON_REPLACE=migrate
fi
