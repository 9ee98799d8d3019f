is_set_aside() {
    find_root
    answer=$(VOLUME=$1 data_toolbox --volume "$root:/docker" --volume "$(ledger)" --env VOLUME --entrypoint volume-tools "$TOOLBOX" is-set-aside) ||
        exit 1
    [ "$answer" = true ]
}
