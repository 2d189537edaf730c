"""The folder of an index."""

from __future__ import annotations

from pathlib import Path

from qabot.errors import IndexWriteError


def make_folder(folder: Path) -> None:
    """Make the index folder, or raise IndexWriteError."""
    try:
        str(folder).encode()
    except UnicodeEncodeError:
        raise IndexWriteError(
            f"the name of the index folder {str(folder)!r} is not text; give another --index"
        ) from None
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise IndexWriteError(
            f"cannot make the index folder {folder}: {error.strerror}; give another --index"
        ) from error
