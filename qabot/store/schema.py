"""The database layout, and connections to it.

Rows carry the generation that added them and the one that removed them. A sync writes the next
generation beside the published one; publishing is a single transaction that moves the number on
and deletes what was removed. A reader works inside one read transaction, so it sees the old
generation or the new one, never a mixture, and a killed sync leaves only rows that nobody reads
and that the next sync goes on from.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from qabot.errors import IndexDamaged, IndexWriteError
from qabot.store.tables import TABLES

DATABASE = "articles.db"
VIEWS = "views"
"""Where engines keep what they make of the database."""

VISIBLE = (
    "articles.added <= :generation AND (articles.removed IS NULL OR articles.removed > :generation)"
)
"""SQL condition: the article is in a generation."""

_HEADER_BYTES = 100
"""SQLite's file header: page size at offset 16, page count at 28 (its file format, section 1.3)."""


def create(path: Path, schema_version: int) -> None:
    """Make an empty database, which appears under its name when it is whole."""
    partial = path.with_name(f".{path.name}.new")
    partial.unlink(missing_ok=True)
    try:
        with translated(path), _closing(sqlite3.connect(partial, isolation_level=None)) as new:
            new.execute("PRAGMA auto_vacuum = INCREMENTAL")
            new.execute("PRAGMA journal_mode = WAL")
            new.executescript(f"BEGIN; {TABLES} PRAGMA user_version = {schema_version}; COMMIT;")
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


@contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection inside one read transaction: everything it returns is of one moment."""
    with translated(path), _closing(_connect(path, _read_mode(path))) as connection:
        connection.execute("PRAGMA query_only = ON")
        connection.execute("BEGIN")
        yield connection


@contextmanager
def writing(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that may write; transactions are opened by :func:`transaction`."""
    with translated(path), _closing(_connect(path, "mode=rw")) as connection:
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("PRAGMA foreign_keys = ON")
        yield connection


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All or nothing: committed at the end, rolled back on any exception."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        if connection.in_transaction:  # on a full disk SQLite has rolled back by itself
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def checkpoint(connection: sqlite3.Connection) -> None:
    """Give freed pages back and empty the log, unless a reader still needs it: never waits."""
    connection.execute("PRAGMA incremental_vacuum").fetchall()
    connection.execute("PRAGMA busy_timeout = 0")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """SQLite's errors about this database as qabot's own."""
    try:
        yield
    except (sqlite3.ProgrammingError, sqlite3.IntegrityError):
        raise  # bugs of ours, not damage
    except sqlite3.OperationalError as error:
        if any(words in str(error) for words in ("full", "disk I/O", "readonly", "unable to open")):
            raise IndexWriteError(
                f"cannot write to {path} ({error}); free some space or check the permissions, "
                "then run qabot index again: what was indexed before is kept"
            ) from error
        raise
    except sqlite3.DatabaseError as error:
        raise IndexDamaged(damage_message(path, str(error))) from error


def check_whole(path: Path) -> None:
    """Notice a truncated database before a query runs into the missing part.

    Raises:
        IndexDamaged: the file is shorter than its header says.
    """
    wal = path.with_name(path.name + "-wal")
    try:
        if wal.stat().st_size:
            return  # the header counts pages that may still be in the log
    except FileNotFoundError:
        pass  # no process has the database open
    with path.open("rb") as file:
        header = file.read(_HEADER_BYTES)
    page_size = int.from_bytes(header[16:18], "big")
    pages = int.from_bytes(header[28:32], "big")
    expected = pages * (65536 if page_size == 1 else page_size)
    if len(header) < _HEADER_BYTES or path.stat().st_size < expected:
        raise IndexDamaged(damage_message(path, "the file is cut short"))


def problem(path: Path) -> str | None:
    """What is wrong with a database, after checking all of it; None for a sound one."""
    try:
        check_whole(path)
        with reading(path) as connection:
            result = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    except (IndexDamaged, IndexWriteError, sqlite3.Error) as error:
        return str(error)
    return None if result == "ok" else str(result)


def version(path: Path) -> int:
    """The layout version of a readable database."""
    with reading(path) as connection:
        return layout(connection)


def layout(connection: sqlite3.Connection) -> int:
    """The layout version of an open database."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def damage_message(path: Path, detail: str) -> str:
    """What to say, and to do, about a database that cannot be read."""
    return (
        f"{path} is damaged ({detail}); run: qabot index --rebuild FOLDER --index {path.parent} "
        "(the damaged file is kept beside the new one)"
    )


def _read_mode(path: Path) -> str:
    """How to open a database to read it.

    Readers share a file beside it with the writer. Where they cannot make that file, one that a
    writer made will do; if there is none, nobody writes, and the database is read as it lies.
    """
    if os.access(path.parent, os.W_OK):
        return "mode=rw"
    return "mode=ro" if path.with_name(f"{path.name}-shm").exists() else "mode=ro&immutable=1"


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?{mode}",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        timeout=10.0,
    )
    connection.row_factory = sqlite3.Row
    return connection


@contextmanager
def _closing(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    try:
        yield connection
    finally:
        connection.close()
