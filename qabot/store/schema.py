"""The database of an index in a file, and connections to it.

Rows carry the generation that added them and the one that removed them. A sync writes the next
generation beside the published one; publishing is a single transaction that moves the number on
and deletes what was removed. A reader works inside one read transaction, so it sees the old
generation or the new one, never a mixture, and a killed sync leaves only rows that nobody reads
and that the next sync goes on from.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from qabot.errors import (
    IndexDamaged,
    IndexLocked,
    IndexProblem,
    IndexUnreadable,
    IndexWriteError,
)
from qabot.store.connections import Connection
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
    """Make an empty database, which appears under its name when it is whole.

    The log of one that lay there before, and was deleted or set aside without it, would be taken
    for its own by SQLite, which does not ask whose a log is.
    """
    partial = path.with_name(f".{path.name}.new")
    partial.unlink(missing_ok=True)
    try:
        with (
            _translated(path, _unwritable),
            _closing(sqlite3.connect(partial, isolation_level=None)) as new,
        ):
            new.execute("PRAGMA auto_vacuum = INCREMENTAL")
            new.execute("PRAGMA journal_mode = WAL")
            new.executescript(f"BEGIN; {TABLES} PRAGMA user_version = {schema_version}; COMMIT;")
        for left in beside(path):
            left.unlink(missing_ok=True)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def beside(path: Path) -> tuple[Path, ...]:
    """What SQLite keeps beside a database while it is open, and after a kill: its log."""
    return tuple(path.with_name(path.name + suffix) for suffix in ("-wal", "-shm"))


@contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection inside one read transaction: everything it returns is of one moment.

    Raises:
        IndexDamaged: the database is, or a row tells what cannot be.
        IndexUnreadable: this user may not read it, or not as it is.
    """
    with _translated(path, _unreadable), _closing(_reader(path)) as connection:
        yield connection


@contextmanager
def writing(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that may write; its transactions are those of ``connections.transaction``."""
    with _translated(path, _unwritable), _closing(_connect(path, "mode=rw")) as connection:
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("PRAGMA foreign_keys = ON")
        yield connection


def checkpoint(connection: Connection) -> None:
    """Give freed pages back and empty the log, unless a reader still needs it: never waits."""
    connection.execute("PRAGMA incremental_vacuum").fetchall()
    connection.execute("PRAGMA busy_timeout = 0")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


@contextmanager
def _translated(path: Path, refused: Callable[[Path, Exception], IndexProblem]) -> Iterator[None]:
    """SQLite's errors about this database as qabot's own; ``refused`` makes that of the system."""
    try:
        yield
    except (sqlite3.ProgrammingError, sqlite3.IntegrityError):
        raise  # bugs of ours, not damage
    except sqlite3.OperationalError as error:
        raise _operational(path, error, refused) from error
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:  # of a damaged name in a message
        raise IndexDamaged(damage_message(path, str(error))) from error


def _operational(
    path: Path, error: Exception, refused: Callable[[Path, Exception], IndexProblem]
) -> Exception:
    if _is_of_the_system(error):
        return refused(path, error)
    if "locked" in str(error):
        return IndexLocked(f"{path} is being written ({error}); run the command again")
    if any(words in str(error) for words in ("no such", "decode")):  # a table, a column, UTF-8
        return IndexDamaged(damage_message(path, str(error)))
    return error


def _is_of_the_system(error: Exception) -> bool:
    words = ("full", "disk I/O", "readonly", "unable to open")
    return any(part in str(error) for part in words)


def _unwritable(path: Path, error: Exception) -> IndexProblem:
    return IndexWriteError(
        f"cannot write to {path} ({error}); free some space or check the permissions, then run "
        "qabot index again: what was indexed before is kept"
    )


def _unreadable(path: Path, error: Exception) -> IndexProblem:
    if _has_log(path):
        return IndexUnreadable(
            f"cannot read {path} ({error}): it has changes in {path.name}-wal, which can only be "
            f"read where {path.parent} can be written; copy that folder, or free some space"
        )
    return IndexUnreadable(f"cannot read {path} ({error}); check its permissions")


def check_whole(path: Path) -> None:
    """Notice a truncated database before a query runs into the missing part.

    Raises:
        IndexDamaged: the file is shorter than its header says.
        IndexUnreadable: this user may not read it.
    """
    if _has_log(path):
        return  # the header counts pages that may still be in the log
    try:
        with path.open("rb") as file:
            header = file.read(_HEADER_BYTES)
    except OSError as error:
        raise _unreadable(path, error) from error
    page_size = int.from_bytes(header[16:18], "big")
    pages = int.from_bytes(header[28:32], "big")
    expected = pages * (65536 if page_size == 1 else page_size)
    if len(header) < _HEADER_BYTES or path.stat().st_size < expected:
        raise IndexDamaged(damage_message(path, "the file is cut short"))


def _has_log(path: Path) -> bool:
    """Whether there is a write-ahead log with something in it."""
    try:
        return path.with_name(f"{path.name}-wal").stat().st_size > 0
    except OSError:
        return False  # as a rule: no process has the database open


def problem(path: Path) -> str | None:
    """What is wrong with a database, after checking all of it; None for a sound one."""
    try:
        check_whole(path)
        with reading(path) as connection:
            result = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    except (IndexProblem, sqlite3.Error) as error:
        return str(error)
    return None if result == "ok" else str(result)


def layout(connection: Connection) -> int:
    """The layout version of an open database."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def damage_message(path: Path, detail: str) -> str:
    """What to say, and to do, about a database that cannot be read."""
    return (
        f"{path} is damaged ({detail}); run: qabot check --repair --index {path.parent}, or make "
        f"it anew: qabot index --rebuild FOLDER --index {path.parent}"
    )


def _reader(path: Path) -> sqlite3.Connection:
    """A connection that has begun to read, in the first way of :func:`_read_modes` that works."""
    refusal: Exception | None = None
    for mode in _read_modes(path):
        try:
            return _begun(_connect(path, mode))
        except sqlite3.OperationalError as error:
            if not _is_of_the_system(error):
                raise
            refusal = refusal or error
    assert refusal is not None  # there is at least one mode
    raise refusal


def _read_modes(path: Path) -> Iterator[str]:
    """How to open a database to read it.

    Readers share a file beside it with the writer. Where they cannot make that file, for want of
    the right or of space, one that a writer made will do; if there is none, and no log, nobody
    writes, and the database is read as it lies.
    """
    if os.access(path.parent, os.W_OK):
        yield "mode=rw"
    log = _has_log(path)
    if log or path.with_name(f"{path.name}-shm").exists():
        yield "mode=ro"
    if not log:
        yield "mode=ro&immutable=1"


def _begun(connection: sqlite3.Connection) -> sqlite3.Connection:
    try:
        connection.execute("PRAGMA query_only = ON")
        connection.execute("BEGIN")
        connection.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchone()  # from now on
    except BaseException:
        connection.close()
        raise
    return connection


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
