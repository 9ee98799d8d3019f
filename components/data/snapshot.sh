# Runs when the volume leaves the stack: without a verified snapshot it fails, and the volume is not deleted.
DATA=${PULUMI_COMMAND_STDOUT:-$NAME}
set_aside=false
if exists "$HANDOVER"; then
    set_aside=true
    [ "$FIXED" != true ] || DATA=$HANDOVER
fi
export DATA

if [ "$ON_DELETE" = snapshot ]; then
    if exists "$DATA"; then
        users=$(docker ps --all --quiet --filter "volume=$DATA")
        [ -z "$users" ] || { echo "volume $DATA is still mounted by containers that do not belong to it:" $users \
            "- remove them and try again" >&2; exit 1; }
        exists "$SNAPSHOTS" || docker volume create --label io.docker-storage.managed=snapshots "$SNAPSHOTS" >/dev/null
        toolbox --env DATA --env FOLDER --env URN --env MARK --env NAME \
            --mount "type=volume,source=$DATA,target=/from,readonly,volume-nocopy" \
            --mount "type=volume,source=$SNAPSHOTS,target=/to,volume-nocopy" \
            --entrypoint sh "$TOOLBOX" -euc '
                [ ! -e "/from/$MARK" ] || { echo "volume $DATA holds an unfinished copy"; exit 1; }
                work=$(mktemp -d /to/.unfinished.XXXXXX)
                trap "rm -rf \"$work\"" EXIT
                kept="--acls --xattrs --xattrs-include=* --numeric-owner"
                set -f
                tar --create --zstd --format=posix --sparse $kept --file "$work/data.tar.zst" --directory /from .
                mkdir "$work/check"
                tar --extract --zstd --same-permissions $kept --file "$work/data.tar.zst" --directory "$work/check"
                find /from -type s -printf "/%P\n" > "$work/sockets"
                found=$(rsync -aHAXS --numeric-ids --modify-window=-1 --delete --checksum --dry-run --itemize-changes \
                    --exclude-from="$work/sockets" /from/ "$work/check/")
                if [ -n "$found" ]; then
                    echo "the snapshot of volume $DATA differs from it. The first differences:"
                    printf "%s\n" "$found" | head -n 10
                    exit 1
                fi
                rm -rf "$work/check" "$work/sockets"
                sum=$(sha256sum "$work/data.tar.zst")
                taken=$(date -u +%Y%m%dT%H%M%SZ)
                printf "{\"version\":1,\"urn\":\"%s\",\"volume\":\"%s\",\"takenAt\":\"%s\",\"sha256\":\"%s\"}\n" \
                    "$URN" "$NAME" "$taken" "${sum%% *}" > "$work/manifest.json"
                sync -f /to
                mkdir -p "/to/$FOLDER"
                mv "$work" "/to/$FOLDER/$taken-${work##*.}"
                sync -f /to
                echo "took and verified snapshot $FOLDER/$taken-${work##*.} of volume $DATA"' >&2
    else
        echo "volume $DATA is gone: there is nothing to take a snapshot of" >&2
    fi
fi
if [ "$ON_DELETE" != retain ] && [ "$set_aside" = true ]; then
    docker volume rm "$HANDOVER" >/dev/null
fi
