# Measures what each mount of $MOUNTS, one a line, holds: prints its number and the bytes of data, of metadata, of overhead.
# A volume that is gone is left out. Prints nothing when it cannot tell, or not within $LIMIT_SECONDS, if that is given.
break='
'
volumes=$break$(docker volume ls --quiet)$break || exit 0
number=0
set --
while IFS= read -r mount; do
    number=$((number + 1))
    name=${mount#type=volume,source=}
    if [ "$name" != "$mount" ]; then
        case $volumes in *"$break$name$break"*) ;; *) continue ;; esac
        mount=$mount,volume-nocopy
    fi
    set -- "$@" --mount "$mount,readonly,target=/data/$number"
done <<MOUNTS
$MOUNTS
MOUNTS
[ $# -gt 0 ] || exit 0
toolbox "$@" --entrypoint timeout "$TOOLBOX" "${LIMIT_SECONDS:-0}" sh -euc '
    find /data/* -xdev -printf "%H %y %i %s %b\n" | sort -u -k 1,1 -k 3,3 | awk "
        { mount = substr(\$1, 7); seen[mount] }
        \$2 == \"f\" { data[mount] += \$4; allocated[mount] += \$5 * 512 }
        \$2 != \"f\" { metadata[mount] += \$5 * 512 }
        END { for (mount in seen)
            printf \"%s %.0f %.0f %.0f\n\", mount, data[mount], metadata[mount], allocated[mount] - data[mount] }"' || exit 0
