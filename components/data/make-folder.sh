# Makes a folder on the Docker host unless it is there, gives it the owner and mode that are asked for, says its path.
BASE=${FOLDER##*/}
parent=${FOLDER%/*}
export BASE
toolbox --volume "${parent:-/}:/parent" --env BASE --env FOLDER --env OWNER --env MODE \
    --entrypoint sh "$TOOLBOX" -euc '
        refuse() {
            printf "%s %s\n" "$FOLDER" "$1"
            exit 1
        }
        path=/parent/$BASE
        if [ ! -d /parent ]; then
            refuse "lies below something that is no folder: give another path"
        elif [ -L "$path" ]; then
            refuse "is a symbolic link: give the path that it points to"
        elif [ -e "$path" ] && [ ! -d "$path" ] && [ ! -f "$path" ]; then
            refuse "is a socket, a pipe or a device: give a folder or a file"
        fi
        [ -e "$path" ] || mkdir "$path"
        [ -z "$OWNER" ] || chown "$OWNER" "$path"
        [ -z "$MODE" ] || chmod "$MODE" "$path"' >&2
printf %s "$FOLDER"
