"""A disk of its own for what is unpacked to be looked at."""

import os
import shutil
from contextlib import contextmanager


@contextmanager
def emptied(folder):
    """The folder, which is empty again afterwards."""
    try:
        yield folder
    finally:
        empty(folder)


def empty(folder, left_out=()):
    """left_out: names in the folder that stay."""
    for name in set(os.listdir(os.fsencode(folder))) - set(left_out):
        path = os.path.join(os.fsencode(folder), name)
        if os.path.isdir(path) and not os.path.islink(path):
            shutil.rmtree(path)
        else:
            os.unlink(path)
