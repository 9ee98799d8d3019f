# A prune removes containers that do not run.
left=$(docker ps --all --quiet --filter "name=^/$LENDER\$")
[ -z "$left" ] || exit 0
echo "the container $LENDER, which lent a mount of $SOURCE, is gone, perhaps pruned: it is made again" >&2
