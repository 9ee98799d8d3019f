# Runs after the volume that was on the disk is gone, with its data in a snapshot if that is the policy.
export DEVICE
if [ "$ON_DELETE" != retain ] && exists "$DISK"; then
    [ -z "$(keeper)" ] || docker rm --force "$(keeper)" >/dev/null
    on_disk remove-disk toolbox
    docker volume rm "$DISK" >/dev/null
fi
