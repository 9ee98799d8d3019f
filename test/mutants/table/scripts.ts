import type { Mutant } from "../mutant";

const HAND_OVER = "test/live/scripts/hand-over.test.ts";
const SET_ASIDE = "test/live/scripts/set-aside.test.ts";
const SNAPSHOT = "test/live/scripts/snapshot.test.ts";

/** In the shell scripts of components/data. */
export const scripts: Mutant[] = [
    {
        name: "writers are not stopped",
        guarantee: "Nobody writes to a volume while what changed is copied",
        file: "components/data/hand-over.sh",
        find: 'there docker stop ${STOP_GRACE_SECONDS:+-t "$STOP_GRACE_SECONDS"} "$id" >/dev/null || gone "$id"',
        replace: ":",
        tests: [HAND_OVER],
        grep: "stops those that write",
    },
    {
        name: "second copy left out",
        guarantee: "What was written before the writers stood still arrives",
        file: "components/data/hand-over.sh",
        find: 'phases="rest verify"',
        replace: 'phases="verify"',
        tests: [HAND_OVER],
        grep: "grace period",
    },
    {
        name: "hand-over without verification",
        guarantee: "Only what was compared is handed over",
        file: "components/data/hand-over.sh",
        find: 'phases="rest verify"',
        replace: 'phases="rest"',
        tests: [HAND_OVER],
        grep: "stops those that write",
    },
    {
        name: "only the last writer starts again",
        guarantee: "All containers go on when a copy fails",
        file: "components/data/hand-over.sh",
        find: 'stopped="$id $stopped"',
        replace: 'stopped="$id"',
        tests: [HAND_OVER],
        grep: "starts the stopped again",
    },
    {
        name: "readers count as writers",
        guarantee: "Who only reads goes on during a copy",
        file: "components/data/hand-over.sh",
        find: "mounting | grep -Fqx true",
        replace: "mounting | grep -q .",
        tests: [HAND_OVER],
        grep: "stops those that write",
    },
    {
        name: "writers by path overlooked",
        guarantee: "Nobody writes to a volume through its path while what changed is copied",
        file: "components/data/hand-over.sh",
        find: `index(mounts[at] "/", ENVIRON["OLD_PATH"] "/") == 1`,
        replace: "0",
        tests: [HAND_OVER],
        grep: "through the path",
    },
    {
        name: "attributes of the kernel's own not carried",
        guarantee: "Extended attributes of every kind arrive",
        file: "components/data/volumes.sh",
        find: `toolbox --cap-add SYS_ADMIN "$@"`,
        replace: `toolbox "$@"`,
        tests: ["test/live/rare-content.test.ts"],
        grep: "overlay file system",
    },
    {
        name: "failing Docker taken for a missing volume",
        guarantee: "A volume that cannot be looked for is not taken for one that is gone",
        file: "components/data/volumes.sh",
        find: `case $complaint in *"o such volume"*) return 1 ;; esac
    printf '%s\\n' "$complaint" >&2
    exit 1`,
        replace: "return 1",
        tests: [HAND_OVER],
        grep: "whichever call of Docker fails",
    },
    {
        name: "copy to a volume in use",
        guarantee: "Two copies are never made to one volume at a time",
        file: "components/data/copy.sh",
        find: 'users=$(docker ps --quiet --filter "volume=$TO")',
        replace: "users=",
        tests: [HAND_OVER],
        grep: "in use",
    },
    {
        name: "half removed copy brought back",
        guarantee: "Nothing is brought back from what was let go of",
        file: "components/data/aside.sh",
        find: 'if exists "$HANDOVER-let-go"; then',
        replace: "if false; then",
        tests: [SET_ASIDE],
        grep: "bring nothing back",
    },
    {
        name: "copy let go of too early",
        guarantee: "What was set aside stays until it is proven to be elsewhere",
        file: "components/data/bring-back.sh",
        find: `[ "$ON_REPLACE" = discard ] || copied=$(copy_volume "$HANDOVER" "$NAME" whole verify)
    trap - EXIT
    let_go`,
        replace: `[ "$ON_REPLACE" = discard ] || copy_volume "$HANDOVER" "$NAME" whole
    let_go
    [ "$ON_REPLACE" = discard ] || copied=$(copy_volume "$HANDOVER" "$NAME" verify)
    trap - EXIT`,
        tests: [SET_ASIDE],
        grep: "carry the data over the deletion",
    },
    {
        name: "set aside again over a whole copy",
        guarantee: "Files that Docker began to remove are not taken out of the copy",
        file: "components/data/aside.sh",
        find: '[ "$held" = true ] || copy_volume',
        replace: "copy_volume",
        tests: [SET_ASIDE],
        grep: "keep it when a part of the volume was removed",
    },
    {
        name: "error of a snapshot swallowed",
        guarantee: "Without a snapshot nothing is deleted",
        file: "components/data/snapshot.sh",
        find: "take-snapshot >&2",
        replace: "take-snapshot >&2 || :",
        tests: [SNAPSHOT],
        grep: "when none can be taken",
    },
    {
        name: "stopped containers do not count",
        guarantee: "A volume that any container has is not deleted",
        file: "components/data/snapshot.sh",
        find: "users=$(docker ps --all --quiet",
        replace: "users=$(docker ps --quiet",
        tests: [SNAPSHOT],
        grep: "still has the volume",
    },
    {
        name: "half a seed passes for a whole one",
        guarantee: "A seed is written as a whole or not at all",
        file: "components/data/seed.sh",
        find: `[ "$complete" = true ] || { echo "the seed was cut off: nothing is kept of it" >&2; exit 1; }`,
        replace: ":",
        tests: ["test/live/scripts/seed.test.ts"],
        grep: "cut off",
    },
    {
        name: "adopted without a look",
        guarantee: "A volume is adopted only if it is as declared",
        file: "components/data/claim.sh",
        find: 'if [ "$real" != "$ADOPT." ]; then',
        replace: 'if [ -z "$real" ]; then',
        tests: ["test/live/scripts/claim.test.ts"],
        grep: "adopts",
    },
    {
        name: "any daemon passes for the former host",
        guarantee: "Data moves only from the daemon that had it",
        file: "components/data/move.sh",
        find: '[ "$found" = "${expected:-$found}" ] ||',
        replace: '[ -n "$found" ] ||',
        tests: ["test/components/data/move-script.test.ts"],
    },
];
