# Makes a folder on the Docker host unless it is there, gives it the owner and mode that are asked for, says its path.
BASE=${FOLDER##*/}
parent=${FOLDER%/*}
export BASE
toolbox --volume "${parent:-/}:/parent" --env BASE --env FOLDER --env OWNER --env MODE \
    --entrypoint sh "$TOOLBOX" -euc '
        path=/parent/$BASE
        if [ -L "$path" ]; then
            echo "$FOLDER is a symbolic link: give the path that it points to"
            exit 1
        elif [ -e "$path" ] && [ ! -d "$path" ] && [ ! -f "$path" ]; then
            echo "$FOLDER is a socket, a pipe or a device: give a folder or a file"
            exit 1
        fi
        [ -e "$path" ] || mkdir "$path"
        [ -z "$OWNER" ] || chown "$OWNER" "$path"
        [ -z "$MODE" ] || chmod "$MODE" "$path"' >&2
printf %s "$FOLDER"
