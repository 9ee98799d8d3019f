#!/bin/sh
# Builds the toolbox image: the root file system in which this project reads, copies and measures data.
# Usage: build.sh IMAGE, or build.sh --sources, which prints what the image's label tells it from one of other sources by
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)

sources_id() {
    (cd "$here" && find . -name __pycache__ -prune -o -type f -exec cksum {} + | LC_ALL=C sort | cksum | tr -s ' ' -)
}

if [ "$1" = --sources ]; then
    sources_id
    exit
fi
image=$1

# The machine's own sources, so that its mirror and its release are used.
distribution_sources() {
    # shellcheck disable=SC2016 # apt fills in these variables, not the shell
    apt-get indextargets --format '$(ORIGIN) deb $(SITE) $(RELEASE) $(COMPONENT)' 'Identifier: Packages' |
        sed -n -E 's/^(Debian|Ubuntu) //p' | sort -u
}

build_without_pulling() {
    sources=$(distribution_sources)
    if [ -z "$sources" ]; then
        echo "apt knows no Debian or Ubuntu source on this machine; run: apt-get update" >&2
        return 1
    fi
    root=$(mktemp)
    trap 'rm -f "$root"' EXIT
    # The release must not be guessed from the sources: an empty suite takes them as they are.
    printf '%s\n' "$sources" | mmdebstrap --mode=root --variant=essential --format=tar \
        --include="$(paste -s -d, "$here/packages")" \
        --dpkgopt='path-exclude=/usr/share/doc/*' \
        --dpkgopt='path-exclude=/usr/share/locale/*' \
        --dpkgopt='path-exclude=/usr/share/man/*' \
        --customize-hook="copy-in '$here/volume-tools' /opt" \
        --customize-hook='ln -s /opt/volume-tools/main.py "$1/usr/local/bin/volume-tools"' \
        --customize-hook='chroot "$1" python3 -m compileall -q /opt/volume-tools' \
        '' "$root" -
    echo "Importing $(du -h "$root" | cut -f1) into Docker as $image" >&2
    docker import \
        --change "LABEL io.docker-storage.image=toolbox io.docker-storage.sources=$(sources_id)" \
        --change 'ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' \
        --change 'CMD ["/bin/sh"]' \
        "$root" "$image" >&2
}

if [ "$(id -u)" = 0 ] && command -v mmdebstrap >/dev/null; then
    build_without_pulling
else
    docker build --tag "$image" --label "io.docker-storage.sources=$(sources_id)" "$here" >&2
fi
