"""Whether all that is in the volume at /from was set aside in the one at /to before, as Docker may have begun to remove the former."""

import os

import mark
import tree
from failure import Failure
from places import FROM, TO, name


def holds_all():
    """Whether nothing is to be copied. That files are missing from /from does not make them superfluous in /to."""
    if not mark.is_untouched_copy():
        return False
    if (FROM / mark.NAME).exists():
        # What was set aside is not all brought back.
        return True
    left, held = tree.scan(FROM, left_out=[os.fsencode(mark.NAME)]), tree.scan(TO)
    if tree.is_part(left, held):
        return True
    if held.keys() - left.keys():
        raise Failure(
            f"volume {name(FROM)} was set aside in volume {name(TO)} by an update that failed; it was written to since, and files are "
            f"missing from it, perhaps because Docker had begun to remove it; nothing was copied. Copy back what it lacks, or remove "
            f"volume {name(TO)} if it lacks nothing, then update again"
        )
    return False
