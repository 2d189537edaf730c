"""The database of an index: in its folder, unless that names a server."""

from __future__ import annotations

from pathlib import Path

from qabot.errors import IndexUnreadable
from qabot.store.chosen_store import PostgresPlace, recorded_store
from qabot.store.database import Database
from qabot.store.database_file import DatabaseFile


def database_of(folder: Path) -> Database:
    """Where the rows of the index in a folder are.

    Raises:
        IndexDamaged: the folder does not tell.
        IndexUnreadable: they are on a server, and what asks it is not installed.
    """
    return database_at(folder, recorded_store(folder))


def database_at(folder: Path, place: PostgresPlace | None) -> Database:
    """Where the rows of an index are that is kept there; without a place in its folder."""
    if place is None:
        return DatabaseFile(folder)
    try:
        from qabot.store.postgres import PostgresDatabase  # 90 ms, and an extra
    except ImportError:
        raise IndexUnreadable(
            "this index is kept in PostgreSQL, which needs a package; run: "
            "pip install 'qabot[postgres]'"
        ) from None
    return PostgresDatabase(folder, place.uri)
