#!/bin/sh
# Makes what the lab's machines start from: vmlinuz, initramfs, root.ext4, and Docker's data with an image (docker.ext4).
# Usage: build.sh FOLDER IMAGE; needs root, mmdebstrap, mkfs.ext4, and a Docker daemon that has the image.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
output=$1
image=$2
disk_size=8G

# This name stays; the kernel it stands for has its version in its name.
kernel=$(apt-cache depends linux-image-cloud-amd64 | sed -n 's/^ *Depends: \(linux-image-[^ ]*\)$/\1/p')
version=${kernel#linux-image-}

# Not in /tmp, which may be small.
scratch=$(mktemp -d "$output/scratch-XXXXXX")
trap 'rm -rf "$scratch"' EXIT
root=$scratch/root

# The machine's own sources, so that its mirror and its release are used.
distribution_sources() {
    # shellcheck disable=SC2016 # apt fills in these variables, not the shell
    apt-get indextargets --format '$(ORIGIN) deb $(SITE) $(RELEASE) $(COMPONENT)' 'Identifier: Packages' |
        sed -n -E 's/^(Debian|Ubuntu) //p' | sort -u
}

distribution_sources | mmdebstrap --mode=root --variant=essential --format=directory --quiet \
    --include="$(paste -s -d, "$here/packages")" \
    --dpkgopt=force-unsafe-io \
    --dpkgopt='path-exclude=/usr/share/doc/*' \
    --dpkgopt='path-exclude=/usr/share/locale/*' \
    --dpkgopt='path-exclude=/usr/share/man/*' \
    '' "$root" -

# Installing the kernel's package would bring tools that make an initramfs for any machine; these machines are known.
(cd "$scratch" && apt-get download --quiet --quiet --option APT::Sandbox::User=root "$kernel" && dpkg-deb -x "$kernel"_*.deb kernel)
cp "$scratch/kernel/boot/vmlinuz-$version" "$output/vmlinuz"
cp -a "$scratch/kernel/lib/modules" "$root/lib/"
chroot "$root" depmod "$version"

initramfs=$scratch/initramfs
mkdir -p "$initramfs/bin" "$initramfs/dev" "$initramfs/root"
cp "$root/bin/busybox" "$initramfs/bin/"
cp "$here/initramfs-init" "$initramfs/init"
for module in virtio_pci virtio_blk virtio_net; do
    chroot "$root" modprobe --show-depends --set-version "$version" "$module"
done | sed -n 's/^insmod //p' | awk '!seen[$1]++' | while read -r file _; do
    cp "$root$file" "$initramfs/"
    basename "$file" >>"$initramfs/modules"
done
(cd "$initramfs" && find . | bin/busybox cpio -o -H newc 2>/dev/null) | gzip -1 >"$output/initramfs"

cp -R "$here/root/." "$root/"
chmod -R go-w "$root/lab" "$root/etc/inittab"
for applet in init reboot poweroff; do ln -sf /bin/busybox "$root/sbin/$applet"; done
# Every machine makes its own.
rm -f "$root"/etc/ssh/ssh_host_*
truncate -s "$disk_size" "$output/root.ext4"
mkfs.ext4 -q -d "$root" "$output/root.ext4"

# Docker loads an image ten times faster here than on an emulated processor. The daemon is the machines' own, so that it
# knows what it finds there.
docker save --output "$scratch/image.tar" "$image"
unshare --net --mount --pid --fork --kill-child "$here/load-image.sh" "$root" <"$scratch/image.tar"
truncate -s "$disk_size" "$output/docker.ext4"
mkfs.ext4 -q -O quota,project -E quotatype=prjquota -d "$root/var/lib/docker" "$output/docker.ext4"
