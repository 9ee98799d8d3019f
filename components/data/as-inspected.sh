# as_inspected VOLUME: its driver, options and labels, a line each.
as_inspected() {
    docker volume inspect --format '{{.Driver}}{{range $key, $value := .Options}}{{"\n"}}option {{$key}}={{$value}}{{end}}{{range $key, $value := .Labels}}{{"\n"}}label {{$key}}={{$value}}{{end}}' "$1"
}
