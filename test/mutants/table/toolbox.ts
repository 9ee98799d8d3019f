import type { Mutant } from "../mutant";

const FOLDER = "images/toolbox/volume-tools";
const TOOLS = "test/live/volume-tools.test.ts";
const BACK_UP = "test/live/scripts/back-up.test.ts";
const RARE = "test/live/rare-content.test.ts";
const RECLAIM = "test/live/scripts/reclaim.test.ts";
const PLACES = "test/live/snapshot-places-archives.test.ts";

/** In the programs that copy, compare and keep data. */
export const toolbox: Mutant[] = [
    {
        name: "a volume that was written to passes for copied",
        guarantee: "A volume is removed only if nobody changed it since it was copied",
        file: `${FOLDER}/evidence.py`,
        find: "is_as_copied = device or _is_as_copied(facts)",
        replace: "is_as_copied = True",
        tests: [RECLAIM],
        grep: "has written to it",
    },
    {
        name: "changes told by size alone",
        guarantee: "A volume is removed only if nobody changed it since it was copied",
        file: `${FOLDER}/tree.py`,
        find: "entries[path].size_bytes, entries[path].identity)",
        replace: "entries[path].size_bytes)",
        tests: [RECLAIM],
        grep: "put its size and time back",
    },
    {
        name: "part of a copy taken for data",
        guarantee: "What can be copied again is removed without a snapshot",
        file: `${FOLDER}/evidence.py`,
        find: 'return "unfinished"',
        replace: "pass",
        tests: [RECLAIM],
        grep: "holds a part of a copy",
    },
    {
        name: "lost+found always left out",
        guarantee: "What a check of the file system has found arrives",
        file: `${FOLDER}/tree.py`,
        find: " and not os.path.islink(place) and not os.listdir(place)",
        replace: "",
        tests: [RARE],
        grep: "found after a crash",
    },
    {
        name: "a folder copied into itself",
        guarantee: "Nothing is copied to where it comes from",
        file: `${FOLDER}/copy_volume.py`,
        find: "if are_nested():",
        replace: "if False:",
        tests: [RARE],
        grep: "copies nothing from a folder",
    },
    {
        name: "errors of a listing swallowed",
        guarantee: "What cannot be read is an error, not an empty folder",
        file: `${FOLDER}/tree.py`,
        find: "os.walk(root, onerror=_refuse)",
        replace: "os.walk(root)",
        tests: [RARE],
        grep: "path that is too long",
    },
    {
        name: "who stays paused forgotten",
        guarantee: "Whom a backup has paused it lets go on, sooner or later",
        file: `${FOLDER}/quiesce.py`,
        find: "_remember(left)",
        replace: "RECORD.unlink()",
        tests: [BACK_UP],
        grep: "goes on knowing",
    },
    {
        name: "another host's work taken for abandoned",
        guarantee: "Hosts that share a place of snapshots leave each other's work alone",
        file: `${FOLDER}/archives.py`,
        find: "if not path.name.startswith(OWN_UNFINISHED) and",
        replace: "if False and",
        tests: ["test/live/snapshot-places.test.ts"],
        grep: "left unfinished",
    },
    {
        name: "differences not looked at",
        guarantee: "A copy that differs is never handed over",
        file: `${FOLDER}/copy_volume.py`,
        find: "if difference := tree.difference(one, other):",
        replace: 'if difference := "":',
        tests: [TOOLS],
        grep: "no success as long",
    },
    {
        name: "mark removed before the comparison",
        guarantee: "A copy that is not proven is marked as unfinished",
        file: `${FOLDER}/copy_volume.py`,
        find: `    if difference := tree.difference(one, other):
        raise Failure(f"the copy in volume {name(TO)} differs from volume {name(FROM)}, which is unchanged. {difference}")
    stated = statement(one, mark.began_at())
    mark.finish(stated["checksum"], one[b"."].modified_ns)`,
        replace: `    stated = statement(one, mark.began_at())
    mark.finish(stated["checksum"], one[b"."].modified_ns)
    if difference := tree.difference(one, other):
        raise Failure(f"the copy in volume {name(TO)} differs from volume {name(FROM)}, which is unchanged. {difference}")`,
        tests: [TOOLS],
        grep: "no success as long",
    },
    {
        name: "times compared in whole seconds",
        guarantee: "Times arrive to the nanosecond",
        file: `${FOLDER}/tree.py`,
        find: "modified_ns=status.st_mtime_ns,",
        replace: "modified_ns=status.st_mtime_ns // 10**9 * 10**9,",
        tests: [TOOLS],
        grep: "no success as long",
    },
    {
        name: "extended attributes left out",
        guarantee: "Extended attributes arrive",
        file: `${FOLDER}/copy_volume.py`,
        find: '"rsync", "-aHAXS"',
        replace: '"rsync", "-aHAS"',
        tests: ["test/live/scripts/hand-over.test.ts"],
        grep: "exact after a try",
    },
    {
        name: "size and time taken for the content",
        guarantee: "A file is known to be the same by more than its size and time",
        file: `${FOLDER}/copy_volume.py`,
        find: `_rsync("--checksum", "--from0", "--files-from=-", given=b"\\0".join(others))`,
        replace: "pass",
        tests: [TOOLS],
        grep: "does not take a file for unchanged",
    },
    {
        name: "modes not compared",
        guarantee: "The comparison sees all metadata",
        file: `${FOLDER}/tree.py`,
        find: '"kind", "mode", "owner"',
        replace: '"kind", "owner"',
        tests: [TOOLS],
        grep: "no success as long",
    },
    {
        name: "no lock on the copy",
        guarantee: "Two processes never copy to one volume",
        file: `${FOLDER}/mark.py`,
        find: "def begin():\n    _lock()",
        replace: "def begin():",
        tests: [TOOLS],
        grep: "beside another process",
    },
    {
        name: "another copy's mark taken for one's own",
        guarantee: "A copy that was overtaken leaves off",
        file: `${FOLDER}/mark.py`,
        find: "if owner != _copy():",
        replace: "if owner is None:",
        tests: [TOOLS],
        grep: "another copy to the same volume",
    },
    {
        name: "unfinished copy copied on",
        guarantee: "Nothing is ever copied from an unfinished copy",
        file: `${FOLDER}/mark.py`,
        find: "if (FROM / NAME).exists():",
        replace: "if (FROM / NAME).is_file():",
        tests: ["test/live/scripts/hand-over.test.ts"],
        grep: "never copies from it",
    },
    {
        name: "snapshot not compared",
        guarantee: "A snapshot is unpacked and compared before anything is deleted",
        file: `${FOLDER}/snapshot.py`,
        find: `_compare(volume["Name"], source, kept, before)`,
        replace: "pass",
        tests: ["test/live/scripts/snapshot.test.ts"],
        grep: "what is unpacked of it differs",
    },
    {
        name: "snapshot published before it is on the disk",
        guarantee: "A snapshot that is found is on the disk",
        file: `${FOLDER}/archives.py`,
        find: `        sync(self._root)
        unique =`,
        replace: "        unique =",
        tests: ["test/live/scripts/snapshot.test.ts"],
        grep: "is on the disk before",
    },
    {
        name: "errors of programs swallowed",
        guarantee: "A snapshot that cannot be written stops the delete",
        file: `${FOLDER}/programs.py`,
        find: "if done.returncode not in accepted:",
        replace: "if done.returncode < 0:",
        tests: [PLACES],
        grep: "archives .*that cannot be written",
    },
    {
        name: "restored over data",
        guarantee: "A snapshot is restored to an empty volume only",
        file: `${FOLDER}/restore.py`,
        find: "if names_in(TO):",
        replace: "if False:",
        tests: [PLACES],
        grep: "never restored over data",
    },
    {
        name: "manifest not compared",
        guarantee: "A damaged snapshot is not restored",
        file: `${FOLDER}/restore.py`,
        find: `    if tree.summary(entries)["checksum"] != manifest["checksum"]:
        raise Failure(f"snapshot {snapshot.name}`,
        replace: `    if not entries:
        raise Failure(f"snapshot {snapshot.name}`,
        tests: [BACK_UP],
        grep: "found to be damaged",
    },
    {
        name: "oldest of each day kept",
        guarantee: "The newest snapshot of each period stays",
        file: `${FOLDER}/retention.py`,
        find: "newest.setdefault(one.taken_at.strftime(form), one)",
        replace: "newest[one.taken_at.strftime(form)] = one",
        tests: [BACK_UP],
        grep: "keeps what the rules say",
    },
    {
        name: "fleeting containers stopped",
        guarantee: "No container is lost to a backup",
        file: `${FOLDER}/quiesce.py`,
        find: `    if mode == "stop":
        _refuse_fleeting(containers)
`,
        replace: "",
        tests: [BACK_UP],
        grep: "would be gone then",
    },
];
