"""Whether everything that is in a volume is elsewhere, too, so that it may be removed."""

import docker_folder
import ledger
import mark
import tree
from places import FROM, TO, names_in, tells_changes

# In the ledger, what became of a volume's data.
COPIED = "copied"
MOVING = "moving"
MOVED = "moved"
DISCARDED = "discarded"


def note_copied(volume, target, entries, copies):
    """
    entries: what was in the volume when nobody wrote to it.
    copies: the same, in the copy.
    """
    ledger.note(
        volume,
        fate=COPIED,
        isMarked=mark.is_copy_of(volume),
        copyFingerprint=_below(copies),
        **_facts(target, entries),
    )


def note_moving(volume, target, entries):
    """As `note_copied`, before the copy on another Docker host is compared."""
    ledger.note(volume, fate=MOVING, **_facts(target, entries))


def note_moved(volume):
    ledger.note(volume, **{**ledger.noted(volume), "fate": MOVED})


def _facts(target, entries):
    return {"to": target, "checksum": tree.summary(entries)["checksum"], "fingerprint": tree.fingerprint(entries)}


def is_copy_there(volume, copy=TO):
    """Whether what is at `copy` is the volume that was copied to, as far as its file system can tell."""
    return not ledger.noted(volume)["isMarked"] or mark.is_copy_of(volume, copy)


def note_discarded(volume):
    ledger.note(volume, fate=DISCARDED)


def find(volume, device, data=FROM):
    """
    data: where the volume is.
    device: what has the data in place of Docker, and keeps it when the volume is removed.

    `copied TARGET` or `moved TARGET`: nobody has changed anything in the volume since; `changed TARGET`: somebody has;
    `discarded`: the program says that nobody needs the data; `unfinished`: it holds a part of a copy, whose source is kept; `none` of
    these is known.
    """
    if (data / mark.NAME).exists():
        return "unfinished"
    facts = ledger.noted(volume)
    if facts is None or facts["fate"] == MOVING:
        return "none"
    if facts["fate"] == DISCARDED:
        return DISCARDED
    is_as_copied = device or _is_as_copied(facts, data)
    return f"{facts['fate'] if is_as_copied else 'changed'} {facts['to']}"


def unfinished():
    """
    Of the volumes below Docker's folder at /docker, those that were written to after they had been copied: `old VOLUME COPY` as long as
    nobody has written to the copy, `both VOLUME COPY` otherwise.

    Only what Docker keeps in that folder itself, on a file system that tells of changes: of others, only a mount shows the data.
    """
    if tells_changes(docker_folder.ROOT):
        for volume, facts in ledger.notes():
            if facts["fate"] == COPIED and (state := _state_of(volume, facts)):
                yield f"{state} {volume} {facts['to']}"


def _state_of(volume, facts):
    places = docker_folder.place_of(volume), docker_folder.place_of(facts["to"])
    if None in places:
        return None
    former, copies = (tree.listing(place) for place in places)
    if tree.fingerprint(former) == facts["fingerprint"]:
        return None
    return "old" if _below(copies) == facts["copyFingerprint"] else "both"


def _below(copies):
    """The root of a copy changes once more when the mark is taken away."""
    return tree.fingerprint({path: entry for path, entry in copies.items() if path != b"."})


def _is_as_copied(facts, data):
    if not names_in(data):
        return True
    if tells_changes(data):
        return tree.fingerprint(tree.listing(data)) == facts["fingerprint"]
    return tree.summary(tree.scan(data))["checksum"] == facts["checksum"]
