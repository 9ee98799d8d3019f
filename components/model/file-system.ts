/** The file system that a volume's content lies on, as its mount shows it; other volumes may lie on the same one. */
export interface FileSystem {
    /** As the kernel calls it: `ext4`, `xfs`, `tmpfs`, `nfs4` and so on. */
    type: string;
    /** Bytes in the unit in which it allocates space. */
    blockSizeBytes: number;
    /** Bytes that fit on all of it. */
    capacityBytes: number;
    /** Bytes that are taken, whoever took them. */
    usedBytes: number;
    /** Bytes that an ordinary user can still write: less than the rest where some are kept for root. */
    freeBytes: number;
    /** How many files and folders it has room for; 0 where it makes room as needed, as Btrfs does. */
    inodeCount: number;
    /** How many more an ordinary user can make. */
    freeInodeCount: number;
}

/** A tmpfs mount of a container. */
export interface TmpfsMount {
    /** The path in the container. */
    destination: string;
    /** Undefined when it could not be told, as of a container that does not run. */
    fileSystem?: FileSystem;
}
