# Runs when a volume was replaced or leaves the stack: removes it, once everything in it is proven to be elsewhere.
[ "$ON_DELETE" != retain ] || exit 0
exists "$NAME" || { echo "volume $NAME is gone: there is nothing to remove" >&2; exit 0; }
refuse_users "$NAME"
look_for_device "$NAME"
find_root
ledger=$(ledger)
found=$(data_toolbox --volume "$ledger" --env NAME --env DEVICE \
    --mount "type=volume,source=$NAME,target=/from,readonly,volume-nocopy" --entrypoint volume-tools "$TOOLBOX" find-evidence)
copy=${found#* }
case $found in
copied*) [ -n "$DEVICE" ] || is_copy "$copy" || found=lost ;;
changed*) echo "volume $NAME was written to after it was copied to $copy: what is in it goes to a snapshot" >&2 ;;
esac
case $found$ON_DELETE in
copied* | moved* | discarded* | unfinished* | nonediscard) ;;
*) save_to_snapshot "$NAME" ;;
esac
docker volume rm "$NAME" >/dev/null
