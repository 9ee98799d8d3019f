# as_inspected VOLUME: its driver, options and labels, a line each, and a full stop, which keeps a line break at their end.
as_inspected() {
    docker volume inspect --format '{{.Driver}}{{range $key, $value := .Options}}{{"\n"}}option {{$key}}={{$value}}{{end}}{{range $key, $value := .Labels}}{{"\n"}}label {{$key}}={{$value}}{{end}}.' "$1"
}
