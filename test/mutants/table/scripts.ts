import type { Mutant } from "../mutant";

/** In the shell scripts of components/data. */
export const scripts: Mutant[] = [
    {
        name: "a daemon known by its ID alone",
        guarantee: "Nothing is done on another daemon than the one so far",
        file: "components/data/which-daemon.sh",
        find: ' && remembered_as is-known-as "$1" "$2" 2>/dev/null',
        replace: "",
        tests: ["test/live/hosts.test.ts"],
        grep: "makes things|another daemon",
    },
    {
        name: "snapshots kept in a volume that nobody uses",
        guarantee: "Snapshots survive every prune",
        file: "components/data/snapshots.sh",
        find: '--volume "$root/docker-storage/snapshots:/snapshots"',
        replace: '--volume "snapshots:/snapshots"',
        tests: ["test/live/pruned-host.test.ts"],
    },
    {
        name: "half a seed passes for a whole one",
        guarantee: "A seed is written as a whole or not at all",
        file: "images/toolbox/volume-tools/seed.py",
        find: 'raise Failure("the seed was cut off: nothing is kept of it")',
        replace: "return",
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
