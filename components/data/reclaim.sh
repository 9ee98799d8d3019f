# Runs when a volume was replaced or leaves the stack: removes it, once everything in it is proven to be elsewhere.
[ "$ON_DELETE" != retain ] || exit 0
exists "$NAME" || { echo "volume $NAME is gone: there is nothing to remove" >&2; exit 0; }
path=$(docker volume inspect --format '{{.Mountpoint}}' "$NAME")
all=$(docker ps --all --no-trunc --format '{{.ID}}{{"\t"}}{{.Mounts}}')
users=$(printf '%s\n' "$all" | mounting "$NAME" "$path" | cut -c 1-12)
refuse_mounted "$NAME" "$users"

is_copy() {
    exists "$1" && data_toolbox --volume "$ledger" --env NAME --mount "type=volume,source=$1,target=/to,readonly,volume-nocopy" \
        --entrypoint volume-tools "$TOOLBOX" check-copy
}

# What has the data in place of Docker keeps it.
DEVICE=$(docker volume inspect \
    --format '{{if eq .Driver "local"}}{{if ne (index .Options "type") "tmpfs"}}{{index .Options "device"}}{{end}}{{end}}' "$NAME")
export DEVICE
ledger=$(ledger)
found=$(data_toolbox --volume "$ledger" --env NAME --env DEVICE \
    --mount "type=volume,source=$NAME,target=/from,readonly,volume-nocopy" --entrypoint volume-tools "$TOOLBOX" find-evidence)
copy=${found#* }
case $found in
copied*) [ -n "$DEVICE" ] || is_copy "$copy" || { found=lost; echo "volume $copy, to which volume $NAME was copied, is gone" >&2; } ;;
changed*) echo "volume $NAME was written to after it was copied to $copy: what is in it goes to a snapshot" >&2 ;;
esac
case $found$ON_DELETE in
copied* | moved* | discarded* | unfinished* | nonediscard) ;;
*) save_to_snapshot "$NAME" "$NAME" ;;
esac
docker volume rm "$NAME" >/dev/null
