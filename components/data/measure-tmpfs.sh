# Tells what the tmpfs mounts at $TARGETS, a list in JSON, of $CONTAINER have: of all containers, only one that sees its processes
# can see them. Prints nothing when it cannot tell.
# A container that has the host's processes would show the host.
[ "$(docker inspect --format '{{.State.Running}} {{.HostConfig.PidMode}}' "$CONTAINER")" = "true " ] || exit 0
export TARGETS
toolbox --env TARGETS --pid "container:$CONTAINER" --read-only --cap-drop ALL --cap-add SYS_PTRACE --cap-add SYS_CHROOT \
    --cap-add DAC_READ_SEARCH --entrypoint volume-tools "$TOOLBOX" measure-tmpfs || exit 0
