"""The file that sessions are saved in: its layout, its place, and connections to it."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from qabot.errors import SessionsProblem

SESSIONS_VERSION = 1
"""Version of the layout."""

PATIENCE = 30.0
"""Seconds to wait for other processes that are writing. SQLite lets them in by chance, not in turn:
of eight that saved without a pause one waited for more than 3."""

_TABLES = (
    """
CREATE TABLE sessions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    title TEXT NOT NULL,
    index_folder TEXT NOT NULL,
    begun TEXT NOT NULL
)
""",
    """
CREATE TABLE exchanges (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    session_id INTEGER NOT NULL REFERENCES sessions ON DELETE CASCADE,
    asked TEXT NOT NULL,
    question TEXT NOT NULL,
    filters TEXT NOT NULL,
    failure TEXT,
    searched TEXT NOT NULL,
    answer TEXT
)
""",
    "CREATE INDEX exchanges_by_session ON exchanges (session_id)",
    "CREATE TABLE remembered (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
)
_LATER = """
CREATE TABLE IF NOT EXISTS clips (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    clipped TEXT NOT NULL,
    index_folder TEXT NOT NULL,
    question TEXT NOT NULL,
    citation TEXT NOT NULL
)
"""
"""What came after the first files of this layout; older versions of qabot leave it alone."""


def data_folder() -> Path:
    """Where this user's sessions are kept: ``QABOT_DATA``, or the system's place for such data."""
    chosen = os.environ.get("QABOT_DATA")
    if chosen:
        return Path(chosen)
    import platformdirs  # asked only when the chat starts

    return Path(platformdirs.user_data_dir("qabot", appauthor=False))


@contextmanager
def reading(path: Path, patience: float) -> Iterator[sqlite3.Connection]:
    """A connection of which everything is of one moment; a writer does not hold it up.

    Raises:
        SessionsProblem: the file cannot be read; the message says why and what to do.
    """
    with _translated(path), closing(_opened(path, patience)) as connection:
        connection.execute("BEGIN")
        yield connection


@contextmanager
def writing(path: Path, patience: float) -> Iterator[sqlite3.Connection]:
    """A connection inside one transaction, committed at the end, rolled back on any exception.

    SQLite syncs every commit to the disk: what was committed survives a kill and a power cut.

    Args:
        patience: seconds to wait for another process that is writing.

    Raises:
        SessionsProblem: the file cannot be written; the message says why and what to do.
    """
    with _translated(path), closing(_opened(path, patience)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        try:
            connection.execute(_LATER)
            yield connection
        except BaseException:
            if connection.in_transaction:  # on a full disk SQLite has rolled back by itself
                connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")


def text_of(value: object) -> str:
    """A text out of a row.

    Raises:
        sqlite3.DatabaseError: it is none, as after damage.
    """
    if not isinstance(value, str):
        raise sqlite3.DatabaseError("what was saved as text is none")
    return value


def _opened(path: Path, patience: float) -> sqlite3.Connection:
    """A connection to the file, which is made if it is not there."""
    if not path.exists():
        from filelock import FileLock  # 20 ms, needed once

        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with FileLock(path.with_name(f".{path.name}.lock"), timeout=patience):
            if not path.exists():  # another process may have been quicker
                _create(path)
    connection = sqlite3.connect(path, isolation_level=None, timeout=patience)
    connection.row_factory = sqlite3.Row
    connection.create_function("casefold", 1, str.casefold, deterministic=True)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA secure_delete = ON")
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version != SESSIONS_VERSION:
        connection.close()
        raise SessionsProblem(
            f"{path} was written by another version of qabot; update qabot, or set QABOT_DATA to "
            "another folder"
        )
    return connection


def _create(path: Path) -> None:
    """An empty file for its owner's eyes only, which appears under its name when it is whole."""
    partial = path.with_name(f".{path.name}.new")
    partial.unlink(missing_ok=True)
    partial.touch(mode=0o600)
    with closing(sqlite3.connect(partial, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("BEGIN")
        for statement in (*_TABLES, _LATER):
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {SESSIONS_VERSION}")
        connection.execute("COMMIT")
    partial.replace(path)


@contextmanager
def _translated(path: Path) -> Iterator[None]:
    """What SQLite and the system say about this file, as qabot's own errors."""
    try:
        yield
    except (sqlite3.ProgrammingError, sqlite3.IntegrityError):
        raise  # bugs of ours
    except (OSError, sqlite3.OperationalError) as error:
        if "locked" in str(error):
            raise SessionsProblem(
                f"cannot use {path} now ({error}): other chats are writing to it"
            ) from error
        raise SessionsProblem(
            f"cannot use {path} ({error}); check its permissions and the space on the disk, or set "
            "QABOT_DATA to another folder"
        ) from error
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:  # of a damaged name in a message
        raise SessionsProblem(
            f"{path} is damaged ({error}); move it away to save sessions again"
        ) from error
