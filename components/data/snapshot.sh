# Runs when the volume leaves the stack: without a verified snapshot it fails, and the volume is not deleted.
# The manifest tells of the volume itself, which is still there when its data is set aside already.
before=${PULUMI_COMMAND_STDOUT:-$NAME}
data=${before%%"$newline"*}
aside=
case $FIXED$before in true* | *"${newline}fixed"*) ! is_set_aside || aside=$HANDOVER ;; esac
[ "$FIXED" != true ] || data=${aside:-$data}

if [ "$ON_DELETE" = snapshot ]; then
    if exists "$data"; then
        users=$(docker ps --all --quiet --filter "volume=$data")
        refuse_mounted "$data" "$users"
        told=$data
        [ -z "$aside" ] || ! exists "$NAME" || told=$NAME
        save_to_snapshot "$data" "$told"
    else
        echo "volume $data is gone: there is nothing to take a snapshot of" >&2
    fi
fi
if [ "$ON_DELETE" != retain ] && [ -n "$aside" ]; then
    let_go
fi
