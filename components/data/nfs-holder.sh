# say_holder COPIED: what the gate of an NfsVolume prints. Which volume shows the data, where that is, and how it came there.
say_holder() {
    printf '%s\nnfs %s' "$NAME" "$NFS"
    [ -z "$1" ] || printf '\ncopied %s' "$1"
}
