# Says as JSON what root of a container finds in an export, or why the Docker host cannot mount it, before a mount hangs or fails.
refused() {
    case $1 in
    "") why="that has not come about in $GIVE_UP_SECONDS s: see whether the server is well" ;;
    docker:*"ermission denied"* | docker:*"peration not permitted"*)
        why="the server does not let it: name the Docker host in its exports, and see whether security is what it asks for" ;;
    docker:*"o such file or directory"*) why="there is no such export, and no such folder below one: correct export, or make it there" ;;
    docker:*"o such device"*) why="its kernel has no NFS client: load the module nfs there" ;;
    docker:*"rotocol not supported"*) why="server and host have no version of NFS in common with what is asked for: set version" ;;
    docker:*"nvalid argument"*) why="its kernel does not take these options" ;;
    docker:*) why=${1%%"$newline"*} why=${why##*: } ;;
    *) why=$1 ;;
    esac
    echo "the Docker host cannot use $EXPORT of $SERVER ($OPTIONS): $why" >&2
    exit 1
}

(
    NETWORK=host
    toolbox --env SERVER --env VERSION --env PORT --env EXPORT --env LOCKS --entrypoint volume-tools "$TOOLBOX" check-export >&2
)
found=$(limited docker run --rm --pull never --network none --label io.docker-storage.managed=scratch --mount "$TRIAL" \
    --env SUBFOLDER --env OWNER --env MODE --env READ_ONLY --entrypoint volume-tools "$TOOLBOX" try-export 2>&1) || refused "$found"
printf %s "$found"
