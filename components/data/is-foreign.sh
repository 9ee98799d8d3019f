# Says so if $NAME is a volume that this package did not make.
! exists "$NAME" || docker volume inspect --format '{{if not (index .Labels "io.docker-storage.managed")}}foreign{{end}}' "$NAME" || exit 0
