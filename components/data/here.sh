bring() {
    find_root
    program_held migrate
}
