/** What root of a container finds in an NFS export, and what the server makes of it. Found before anything mounts it. */
export interface NfsAccess {
    /** The version that client and server agreed on, as the kernel shows it: `4.2`. */
    version: string;
    /**
     * Whether the server takes root for somebody else (`root_squash` or `all_squash`): then root can give no file to another user, and
     * Docker cannot fill the volume with what an image has. Undefined where that was not tried: mounted read-only, or no space.
     */
    squashesRoot?: boolean;
    /** Whether root can make something there. Undefined where that was not tried. */
    rootWrites?: boolean;
    /** The numeric user to whom belongs what root makes: 0 if root is not squashed. Undefined if root can make nothing. */
    rootUid?: number;
    /** The numeric group likewise. */
    rootGid?: number;
}
