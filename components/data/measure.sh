# Prints what the content takes: bytes of data, of metadata, of overhead. Prints nothing when it cannot tell.
options=readonly
if [ "$TYPE" = volume ]; then
    exists "$SOURCE" || exit 0
    options=readonly,volume-nocopy
fi
toolbox --mount "type=$TYPE,source=$SOURCE,target=/data,$options" --entrypoint sh "$TOOLBOX" -euc '
    find /data -xdev -printf "%y %i %s %b\n" | sort -u -k 2,2 | awk "
        \$1 == \"f\" { data += \$3; allocated += \$4 * 512 }
        \$1 != \"f\" { metadata += \$4 * 512 }
        END { printf \"%.0f %.0f %.0f\", data, metadata, allocated - data }"' || exit 0
