"""What a directory tree holds, entry by entry: all that a copy has to bring along, and by what a later look knows a file again."""

import errno
import hashlib
import os
import stat
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from failure import Failure

BLOCK_BYTES = 1 << 20
ZEROS = bytes(BLOCK_BYTES)
# What `stat` counts a file's blocks in.
STATUS_BLOCK_BYTES = 512
SHOWN_DIFFERENCES = 10
SHOWN_PATH = 200
KINDS = {
    stat.S_IFREG: "file",
    stat.S_IFDIR: "folder",
    stat.S_IFLNK: "symbolic link",
    stat.S_IFIFO: "pipe",
    stat.S_IFSOCK: "socket",
    stat.S_IFCHR: "character device",
    stat.S_IFBLK: "block device",
}
LOST_AND_FOUND = b"lost+found"
# Set by the host on whatever a container writes; it differs between volumes that hold the same.
HOST_XATTRS = {"security.selinux"}
OWN_XATTR = "user.docker-storage.copy"


@dataclass(frozen=True)
class Identity:
    """A file with the same one holds the same, unless it was being written when the identity was taken."""

    inode: int
    changed_ns: int


@dataclass
class Entry:
    kind: str
    mode: int
    owner: int
    group: int
    modified_ns: int
    size_bytes: int
    allocated_bytes: int
    target: bytes
    xattrs: tuple
    # Of several names of one file, the first.
    linked_to: bytes
    identity: Identity
    digest: str = ""


# What two entries have in common that are the same: everything but where the copy is, when it was made, and where it has holes.
COMPARED = (
    "kind", "mode", "owner", "group", "modified_ns", "size_bytes", "target", "xattrs", "linked_to", "digest",
)


def scan(root, known=None, left_out=(), read=None):
    """
    All entries below a folder, and itself as b".", by path.

    known: digests by (path, identity), which are believed; other files are read.
    read: told the size of each block that was read.
    """
    entries = listing(root, left_out)
    # Reading does not hold Python's lock, so threads use all processors.
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        digests = {}
        for path, entry in entries.items():
            if is_first_name(path, entry):
                entry.digest = (known or {}).get((path, entry.identity), "")
                if not entry.digest:
                    digests[path] = pool.submit(_digest, os.path.join(os.fsencode(root), path), entry, read)
        for path, digest in digests.items():
            entries[path].digest = digest.result()
    return entries


def listing(root, left_out=()):
    """As `scan`, without digests."""
    entries = {}
    first_names = {}
    for path in sorted(_paths(os.fsencode(root), of_file_system(root) | set(left_out))):
        full = os.path.join(os.fsencode(root), path)
        try:
            entries[path] = _describe(full, path, first_names)
        except OSError as error:
            became_another_kind = error.errno == errno.EINVAL and not os.path.islink(full)
            if not became_another_kind:
                _refuse(error)
    return entries


def of_file_system(root):
    """Names in the root that belong to its file system, not to the data: a lost+found in which there is nothing."""
    place = os.path.join(os.fsencode(root), LOST_AND_FOUND)
    is_empty_folder = os.path.isdir(place) and not os.path.islink(place) and not os.listdir(place)
    return {LOST_AND_FOUND} if is_empty_folder else set()


def is_first_name(path, entry):
    """Of a regular file, which has its content under that name alone."""
    return entry.kind == "file" and entry.linked_to == path


def _paths(root, left_out):
    yield b"."
    for folder, folders, files in os.walk(root, onerror=_refuse):
        relative = os.path.relpath(folder, root)
        if relative == b".":
            folders[:] = [name for name in folders if name not in left_out]
            files = [name for name in files if name not in left_out]
        for name in folders + files:
            yield name if relative == b"." else os.path.join(relative, name)


def _refuse(error):
    """What vanishes while it is listed is no error; anything else would leave out what is there."""
    if error.errno == errno.ENAMETOOLONG:
        path = os.fsdecode(error.filename)
        raise Failure(f"the path {path[:SHOWN_PATH]}... has {len(path)} bytes, and Linux opens none of 4096 or more: shorten it") from None
    if not _is_gone(error):
        raise error


def _is_gone(error):
    return error.errno in (errno.ENOENT, errno.ENOTDIR)


def _describe(full, path, first_names):
    status = os.lstat(full)
    kind = KINDS[stat.S_IFMT(status.st_mode)]
    inode = (status.st_dev, status.st_ino)
    is_device = kind.endswith("device")
    target = os.readlink(full) if kind == "symbolic link" else b"%d" % status.st_rdev if is_device else b""
    return Entry(
        kind=kind,
        mode=stat.S_IMODE(status.st_mode),
        owner=status.st_uid,
        group=status.st_gid,
        modified_ns=status.st_mtime_ns,
        size_bytes=status.st_size if kind == "file" else 0,
        allocated_bytes=status.st_blocks * STATUS_BLOCK_BYTES,
        target=target,
        xattrs=_xattrs(full),
        linked_to=path if kind == "folder" else first_names.setdefault(inode, path),
        identity=Identity(status.st_ino, status.st_ctime_ns),
    )


def _xattrs(full):
    """With the access control lists, which Linux keeps there."""
    try:
        names = sorted(set(os.listxattr(full, follow_symlinks=False)) - HOST_XATTRS - {OWN_XATTR})
    except OSError as error:
        if error.errno != errno.ENOTSUP:
            raise
        return ()
    return tuple((name, value) for name in names if (value := _xattr(full, name)) is not None)


def _xattr(full, name):
    """None if it was removed since the names were listed."""
    try:
        return os.getxattr(full, name, follow_symlinks=False)
    except OSError as error:
        if error.errno != errno.ENODATA:
            raise
        return None


def _digest(full, entry, read):
    """
    The SHA-256 of what the entry describes; nothing if that is gone or changed while it was read.

    Of the blocks that hold anything but zeros, with their places: so a hole need not be read, and is the same as zeros.
    """
    digest = hashlib.sha256()
    try:
        with open(os.open(full, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK), "rb", buffering=0) as file:
            for place in blocks_with_data(file.fileno(), entry.size_bytes):
                block = os.pread(file.fileno(), BLOCK_BYTES, place)
                if block != ZEROS[: len(block)]:
                    digest.update(b"%d:" % place)
                    digest.update(block)
                if read:
                    read(len(block))
            status = os.fstat(file.fileno())
    except OSError:
        if _is_as_before(full, entry):
            raise
        return ""
    unchanged = Identity(status.st_ino, status.st_ctime_ns) == entry.identity
    return digest.hexdigest() if unchanged else ""


def blocks_with_data(file, size_bytes):
    """Where the blocks of a file begin that do not lie in a hole."""
    place = 0
    while place < size_bytes:
        try:
            data = os.lseek(file, place, os.SEEK_DATA)
        except OSError as error:
            if error.errno != errno.ENXIO:
                raise
            return
        end = os.lseek(file, data, os.SEEK_HOLE)
        place = max(place, data // BLOCK_BYTES * BLOCK_BYTES)
        while place < min(end, size_bytes):
            yield place
            place += BLOCK_BYTES


def _is_as_before(full, entry):
    try:
        status = os.lstat(full)
    except OSError as error:
        if _is_gone(error):
            return False
        raise
    return Identity(status.st_ino, status.st_ctime_ns) == entry.identity


def difference(one, other):
    """How many entries differ, and a line on each of the first; empty if none does."""
    found = list(_differences(one, other))
    first = "\n".join(found[:SHOWN_DIFFERENCES])
    return f"{len(found)} differences, the first of them:\n{first}" if found else ""


def _differences(one, other):
    """Sentences, one for each path whose entries differ, in the order of the paths."""
    for path in sorted(one.keys() | other.keys()):
        name = os.fsdecode(path).encode("unicode_escape", "surrogateescape").decode()
        if path not in other:
            yield f"{name} is missing"
        elif path not in one:
            yield f"{name} should not be there"
        elif is_unread(path, one[path]) or is_unread(path, other[path]):
            yield f"{name} was written to while it was read"
        elif fields := [field for field in COMPARED if getattr(one[path], field) != getattr(other[path], field)]:
            yield f"{name} differs in {', '.join(field.removesuffix('_ns').removesuffix('_bytes') for field in fields)}"


def is_unread(path, entry):
    return is_first_name(path, entry) and not entry.digest


def figures(entries):
    """Of the regular files of a tree: their bytes, and how many there are."""
    files = [entry for path, entry in entries.items() if is_first_name(path, entry)]
    return {"dataBytes": sum(entry.size_bytes for entry in files), "fileCount": len(files)}


def summary(entries):
    """The figures of a tree, and a checksum of all that is compared of its entries."""
    checksum = hashlib.sha256()
    for path in sorted(entries):
        checksum.update(repr((path, *(getattr(entries[path], field) for field in COMPARED))).encode())
    return {**figures(entries), "checksum": f"sha256:{checksum.hexdigest()}"}


def fingerprint(entries):
    """What stays the same as long as nothing changes in a tree on a file system that tells of changes; content need not be read for it."""
    identities = hashlib.sha256()
    for path in sorted(entries):
        identities.update(repr((path, entries[path].kind, entries[path].size_bytes, entries[path].identity)).encode())
    return f"sha256:{identities.hexdigest()}"
