"""Writing to an index of which nothing is left where nothing came of it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from qabot.store import schema
from qabot.store.checks import has_articles
from qabot.store.databases import database_of
from qabot.store.folders import make_folder
from qabot.store.lock import LOCK, writer_lock


@contextmanager
def writing_to(folder: Path) -> Iterator[None]:
    """Hold the writer's lock of an index, whose folder is made if it is not there.

    A new index that fails before it has any article is removed again, and its folder: what was
    there before stays.

    Raises:
        IndexLocked: another process is writing.
        IndexWriteError: the folder cannot be made or written.
    """
    made = not folder.exists()
    make_folder(folder)
    try:
        with writer_lock(folder), _removing_stub(folder):
            yield
    except BaseException:
        if made:
            with suppress(OSError):  # it is not empty: there is an index, or another process's
                folder.rmdir()
        raise


@contextmanager
def _removing_stub(folder: Path) -> Iterator[None]:
    new = not database_of(folder).exists()
    try:
        yield
    except BaseException:
        if new and not has_articles(folder):
            _remove(folder)
        raise


def _remove(folder: Path) -> None:
    """Remove all of an index; the lock last, while it is held."""
    database_of(folder).remove()
    shutil.rmtree(folder / schema.VIEWS, ignore_errors=True)
    with suppress(OSError):  # Windows keeps a file that is open
        (folder / LOCK).unlink()
