# Runs after a volume with a fixed name was created: brings back what was set aside, and lets go of it once verified.
real=$(docker volume inspect --format '{{.Driver}}{{range $key, $value := .Options}}{{"\n"}}{{$key}}={{$value}}{{end}}' "$NAME")
if [ "$real" != "$OPTIONS" ]; then
    echo "volume $NAME exists with other driver options, which Docker cannot change. If onDelete is \"retain\", put the" \
        "former options back, set onDelete to \"snapshot\", update, and then change the options." >&2
    exit 1
fi
if exists "$HANDOVER"; then
    [ "$ON_REPLACE" = discard ] || copy_volume "$HANDOVER" "$NAME"
    docker volume rm "$HANDOVER" >/dev/null
fi
printf %s "$NAME"
