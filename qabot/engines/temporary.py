"""A folder for what lasts a moment, also where the disk for such things is full."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_IN_MEMORY = Path("/dev/shm")
"""Linux's file system in memory, which has room where a full disk has none."""


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """A new folder, removed at the end.

    Raises:
        OSError: it can be made nowhere.
    """
    with _made() as name:
        yield Path(name)


def _made() -> tempfile.TemporaryDirectory[str]:
    try:
        return tempfile.TemporaryDirectory(prefix="qabot-", ignore_cleanup_errors=True)
    except OSError:
        if not _IN_MEMORY.is_dir():
            raise
        return tempfile.TemporaryDirectory(
            prefix="qabot-", dir=_IN_MEMORY, ignore_cleanup_errors=True
        )
