#!/bin/sh
# Loads the image on standard input with the Docker daemon of a root file system, in namespaces that end with this script.
# Usage: unshare --net --mount --pid --fork --kill-child load-image.sh ROOT
set -eu
root=$1
# Docker unpacks below a root of its own, which it can only leave from a mount point.
mount --bind "$root" "$root"
for folder in dev sys; do mount --rbind "/$folder" "$root/$folder"; done
mount -t proc proc "$root/proc"
mount -t tmpfs tmpfs "$root/run"
export DOCKER_HOST=unix:///run/docker.sock
chroot "$root" dockerd --host "$DOCKER_HOST" --pidfile /run/docker.pid --exec-root /run/docker \
    --storage-driver overlay2 --bridge=none --iptables=false --ip6tables=false 2>"$root/run/log" &
daemon=$!
trap 'tail -n 20 "$root/run/log" >&2' EXIT
until chroot "$root" docker version >/dev/null 2>&1; do
    kill -0 "$daemon"
    sleep 0.2
done
chroot "$root" docker load --quiet
kill "$daemon"
wait "$daemon"
trap - EXIT
