# Runs after the volume that was on the disk is gone, with its data in a snapshot if that is the policy.
export DEVICE
if [ "$ON_DELETE" != retain ] && exists "$DISK"; then
    remove_keeper
    on_disk remove-disk toolbox
    docker volume rm "$DISK" >/dev/null
fi
