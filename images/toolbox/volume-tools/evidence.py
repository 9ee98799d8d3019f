"""Whether everything that is in a volume is elsewhere, too, so that it may be removed."""

import ledger
import mark
import tree
from places import FROM, names_in, tells_changes

# In the ledger, what became of a volume's data.
COPIED = "copied"
MOVING = "moving"
MOVED = "moved"
DISCARDED = "discarded"


def note_copied(volume, target, entries):
    """entries: what was in the volume, and is the same in the copy, when nobody wrote to it."""
    ledger.note(volume, fate=COPIED, **_facts(target, entries))


def note_moving(volume, target, entries):
    """As `note_copied`, before the copy on another Docker host is compared."""
    ledger.note(volume, fate=MOVING, **_facts(target, entries))


def note_moved(volume):
    ledger.note(volume, **{**ledger.noted(volume), "fate": MOVED})


def _facts(target, entries):
    return {"to": target, "checksum": tree.summary(entries)["checksum"], "fingerprint": tree.fingerprint(entries)}


def note_discarded(volume):
    ledger.note(volume, fate=DISCARDED)


def find(volume, device):
    """
    device: what has the data in place of Docker, and keeps it when the volume is removed.

    `copied TARGET` or `moved TARGET`: nobody has changed anything in the volume at /from since; `changed TARGET`: somebody has;
    `discarded`: the program says that nobody needs the data; `unfinished`: it holds a part of a copy, whose source is kept; `none` of
    these is known.
    """
    if (FROM / mark.NAME).exists():
        return "unfinished"
    facts = ledger.noted(volume)
    if facts is None or facts["fate"] == MOVING:
        return "none"
    if facts["fate"] == DISCARDED:
        return DISCARDED
    is_as_copied = device or _is_as_copied(facts)
    return f"{facts['fate'] if is_as_copied else 'changed'} {facts['to']}"


def _is_as_copied(facts):
    if not names_in(FROM):
        return True
    if tells_changes(FROM):
        return tree.fingerprint(tree.listing(FROM)) == facts["fingerprint"]
    return tree.summary(tree.scan(FROM))["checksum"] == facts["checksum"]
