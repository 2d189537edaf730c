"""Bringing a database of an earlier layout up to date, in place and without embedding."""

from __future__ import annotations

import logging
import sqlite3
from pathlib import Path

from qabot.config import SCHEMA_VERSION
from qabot.errors import IndexIncompatible, IndexLocked, IndexWriteError
from qabot.speech.attribution import attributions
from qabot.store import schema
from qabot.store.lock import writer_lock
from qabot.store.quotes import add_quotes
from qabot.text.sentences import sentences

MIGRATED_FROM = 1
"""The oldest layout that can be brought up to date."""
_BATCH = 100
"""Articles between two commits: about half a second of work lost by a kill, at most."""
_log = logging.getLogger(__name__)


def migrate(connection: sqlite3.Connection) -> None:
    """Bring a database of an earlier layout to the present one, a layout at a time."""
    if layout(connection) == 1:
        _find_quotes(connection)
    if layout(connection) == 2:
        with schema.transaction(connection):
            schema.add_metadata(connection)
            connection.execute("PRAGMA user_version = 3")
    if layout(connection) == 3:
        with schema.transaction(connection):
            schema.add_copies(connection)
            connection.execute("PRAGMA user_version = 4")


def _find_quotes(connection: sqlite3.Connection) -> None:
    """Add to a database of layout 1 who says what, from the texts it holds.

    Committed in batches, in the order of the articles' ids; the layout's number changes with the
    last one. A run that was killed is taken up behind the last article that has rows.
    """
    with schema.transaction(connection):
        schema.add_quotes(connection)
    done = connection.execute("SELECT COALESCE(MAX(article_id), 0) FROM quotes").fetchone()[0]
    total = connection.execute("SELECT COUNT(*) FROM articles WHERE id > ?", (done,)).fetchone()[0]
    _log.info("finding who says what in %d articles; nothing is embedded again", total)
    while batch := connection.execute(
        "SELECT id, text, language FROM articles WHERE id > ? ORDER BY id LIMIT ?", (done, _BATCH)
    ).fetchall():
        with schema.transaction(connection):
            for row in batch:
                found = attributions(row["text"], sentences(row["text"], row["language"]))
                add_quotes(connection, row["id"], row["text"], found)
        done = batch[-1]["id"]
    with schema.transaction(connection):
        connection.execute("PRAGMA user_version = 2")


def migrate_to_read(folder: Path) -> None:
    """Bring the index in a folder up to date before it is read, if it is of an earlier layout.

    Raises:
        IndexIncompatible: it is, and it cannot be written now; the message says what to do.
    """
    database = folder / schema.DATABASE
    if not MIGRATED_FROM <= schema.version(database) < SCHEMA_VERSION:
        return
    try:
        with writer_lock(folder), schema.writing(database) as connection:
            if layout(connection) < SCHEMA_VERSION:  # another process may have been quicker
                migrate(connection)
    except (IndexLocked, IndexWriteError) as error:
        raise IndexIncompatible(
            f"the index at {folder} was made by an earlier version of qabot and cannot be brought "
            f"up to date now ({error}); run: qabot index --index {folder} (nothing is embedded "
            "again)"
        ) from error


def layout(connection: sqlite3.Connection) -> int:
    """The layout version of an open database."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])
