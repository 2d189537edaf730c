"""Opening a file of a folder, and nothing that lies elsewhere."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path

from qabot.errors import LoadError, LoadRefused

_STEPWISE = os.open in os.supports_dir_fd
"""Whether a folder can be opened out of one that is open; Windows cannot."""


def open_regular(path: Path, relative: str) -> int:
    """A descriptor of a file, opened to be read.

    Whoever can write in a folder could put a link in the place of a file, or of a folder above it,
    after the folder was listed: so each is opened out of the one above, and none may be a link.

    Args:
        path: the file.
        relative: its path below the folder that is indexed, with "/". Links in the way to that
            folder are the user's own, and followed.

    Raises:
        LoadRefused: it lies behind a link.
        LoadError: it is no regular file.
        OSError: it cannot be opened.
    """
    descriptor = _opened(path, relative.count("/")) if _STEPWISE else _opened_at_once(path)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise LoadError("not a regular file")
    return descriptor


def _opened(path: Path, folders: int) -> int:
    """Step by step through this many folders; a pipe's writer is not waited for."""
    top, *between, name = os.fspath(path.absolute()).rsplit("/", folders + 1)
    where = os.open(top or "/", os.O_RDONLY | os.O_DIRECTORY)
    try:
        for folder in between:
            above, where = where, _not_following(folder, os.O_DIRECTORY, where)
            os.close(above)
        return _not_following(name, os.O_NONBLOCK, where)
    finally:
        os.close(where)


def _not_following(name: str, flags: int, folder: int) -> int:
    try:
        return os.open(name, os.O_RDONLY | os.O_NOFOLLOW | flags, dir_fd=folder)
    except OSError as error:
        with suppress(OSError):
            if stat.S_ISLNK(os.stat(name, dir_fd=folder, follow_symlinks=False).st_mode):
                raise LoadRefused("behind a link; links are not followed") from error
        raise


def _opened_at_once(path: Path) -> int:
    if not path.is_file():
        raise LoadError("not a regular file")
    return os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
