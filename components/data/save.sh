# Runs when a volume with a fixed name leaves the stack: without a verified snapshot it fails, and the data stays.
[ "$ON_DELETE" = retain ] || program save
