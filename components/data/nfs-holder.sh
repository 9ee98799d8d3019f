# say_holder HOW: what the gate of an NfsVolume prints. Which volume shows the data, where that is, and lines that say how it came there.
say_holder() {
    printf '%s\nnfs %s' "$NAME" "$NFS"
    printf %s "${1:+$newline$1}"
}
