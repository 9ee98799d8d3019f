/** What happens to the data when the volume must be replaced (new labels, driver, driver options or name). */
export enum OnReplace {
    /** The data is copied to the new volume, verified, and only then handed over. */
    Migrate = "migrate",
    /** The new volume starts empty. */
    Discard = "discard",
}

/** What happens to the data when the volume leaves the stack. */
export enum OnDelete {
    /** A verified snapshot is taken first; without one the volume is not deleted. */
    Snapshot = "snapshot",
    /** The volume stays on the Docker host. */
    Retain = "retain",
    /** The data is deleted with the volume. */
    Discard = "discard",
}

/** What happens to the data when an NfsVolume names another server, export or subfolder. */
export enum OnMove {
    /** The data is copied to the new folder, verified, and only then handed over. That folder has to be empty. */
    Migrate = "migrate",
    /** The new folder is taken as it is, with what is in it. */
    Adopt = "adopt",
}
