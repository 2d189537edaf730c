"""Where tests write what need not outlive them."""

from __future__ import annotations

import os
import shutil
from functools import cache
from pathlib import Path

_MEMORY = Path("/dev/shm")
_ROOM = 4 << 30
"""Free bytes from which on it may be used; in a container it often has 64 MB."""


@cache
def memory_folder() -> Path | None:
    """A folder that is in memory, if there is one with room: making files there takes a fifth.

    A third of the time of the tests with PostgreSQL went into its files, of which it has forty
    for an index without an article.
    """
    usable = _MEMORY.is_dir() and os.access(_MEMORY, os.W_OK | os.X_OK)
    return _MEMORY if usable and shutil.disk_usage(_MEMORY).free >= _ROOM else None
