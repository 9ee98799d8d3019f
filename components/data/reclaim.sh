# Runs when a volume was replaced or leaves the stack: removes it, once everything in it is proven to be elsewhere.
[ "$ON_DELETE" = retain ] || program reclaim
