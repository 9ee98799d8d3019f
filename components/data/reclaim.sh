# Runs when a volume was replaced or leaves the stack: removes it, once everything in it is proven to be elsewhere.
[ "$ON_DELETE" != retain ] || exit 0
program reclaim "$NAME" --env NAME --env ON_DELETE --env FOLDER --env URN --env SNAPSHOTS
