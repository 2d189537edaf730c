"""The database of an index in PostgreSQL, which many machines can read."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from psycopg import errors

from qabot.errors import (
    IndexDamaged,
    IndexLocked,
    IndexMissing,
    IndexProblem,
    IndexUnreadable,
    IndexWriteError,
)
from qabot.store.connections import Connection
from qabot.store.idle_connections import IDLE
from qabot.store.postgres_connection import PostgresConnection
from qabot.store.postgres_sql import MARK, object_names, table_definitions, table_names

_CONNECT_S = 10
_LOCK = "SELECT {} (hashtextextended('qabot ' || current_schema(), 0))"
"""A lock of the schema that the tables are in; its key may clash with another's by 1 in 2^64."""
_READ = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
_KEEPALIVE = "SET tcp_keepalives_idle = 60; SET tcp_keepalives_interval = 10"
"""So that the lock of a writer whose machine is gone is free after some minutes, not hours."""
_RELATIONS = (
    "SELECT relname, oid FROM pg_class WHERE relnamespace = current_schema()::regnamespace"
    " AND relname = ANY(?)"
)

Refusal = Callable[["PostgresDatabase", Exception], IndexProblem]


@dataclass(frozen=True, slots=True)
class PostgresDatabase:
    """One schema of one database, the first that its address names (``options=-csearch_path``).

    The address is libpq's; the password is where libpq looks for it. A reader has a transaction
    that sees one moment, and the writer holds a lock of the server's, which is free again when its
    connection ends, however that comes about.
    """

    folder: Path
    uri: str

    @property
    def name(self) -> str:
        """What it is."""
        return "PostgreSQL"

    def exists(self) -> bool:
        """Whether there are the tables; IndexUnreadable where the server does not say."""
        with self._told(_unreadable), self._lent() as connection:
            return _is_made(connection)

    def check_there(self) -> None:
        """Nothing is told without reading."""

    def check_whole(self) -> None:
        """Nothing is told at a glance: the server looks after its files."""

    def create(self, schema_version: int) -> None:
        """Make the tables, which appear all at once."""
        with self._changing() as connection:
            connection.run(table_definitions())
            connection.execute(f"CREATE TABLE {MARK} (version BIGINT NOT NULL)")
            connection.execute(f"INSERT INTO {MARK} VALUES (?)", (schema_version,))

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection inside one read transaction: everything it returns is of one moment."""
        with self._told(_unreadable), self._lent() as connection:
            self._check_made(connection)  # the first statement: from now on
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection that holds the server's lock of the index."""
        with self._told(_unwritable), self._connected() as connection:
            connection.execute(_KEEPALIVE)
            self._lock(connection, "pg_try_advisory_lock")
            try:
                self._check_made(connection)
                yield connection
            finally:  # the server ends a connection some time after it is closed, with its locks
                with suppress(psycopg.Error):
                    connection.execute(_LOCK.format("pg_advisory_unlock"))

    def layout(self, connection: Connection) -> int:
        """The number in the table that was made with the others."""
        row = connection.execute(f"SELECT version FROM {MARK}").fetchone()
        return int(row[0]) if row else 0

    def tidy(self, connection: Connection) -> None:
        """Nothing to do: the server frees by itself what no reader needs any more."""

    def problem(self) -> str | None:
        """Which tables are missing."""
        try:
            with self.reading() as connection:
                return self.layout_problem(connection)
        except (IndexDamaged, IndexMissing) as error:
            return str(error)

    def structure_problems(self, connection: Connection) -> list[str]:
        """Nothing: pages and references are the server's to check."""
        return []

    def layout_problem(self, connection: Connection) -> str | None:
        """What to say where a table or an index is missing."""
        there = {row[0] for row in connection.execute(_RELATIONS, (list(object_names()),))}
        missing = sorted(object_names() - there)
        return f"it lacks {', '.join(missing)}" if missing else None

    def rebuild_indexes(self, connection: Connection) -> None:
        """Make the server's indexes of these tables again."""
        for table in table_names():
            connection.execute(f"REINDEX TABLE {table}")

    def damage_message(self, detail: str) -> str:
        """What to say, and to do, where rows cannot be read."""
        return (
            f"the index at {self.uri} is damaged ({detail}); run: qabot check --repair --index "
            f"{self.folder}, or make it anew: qabot index --rebuild FOLDER --index {self.folder}"
        )

    def set_aside(self) -> None:
        """Take the tables away: a server has no place for those of old."""
        self.remove()

    def remove(self) -> None:
        """Take the tables away, if they were made by qabot."""
        with self._changing() as connection:
            if _is_made(connection):
                connection.execute(f"DROP TABLE IF EXISTS {', '.join(table_names())}")

    def size(self) -> int:
        """Bytes of the tables and their indexes."""
        with self._told(_unreadable), self._lent() as connection:
            relations = connection.execute(_RELATIONS, (list(table_names()),)).fetchall()
            sizes = (
                connection.execute("SELECT pg_total_relation_size(?)", (oid,)).fetchone()
                for _, oid in relations
            )
            return sum(int(size[0]) for size in sizes if size)

    @contextmanager
    def _changing(self) -> Iterator[PostgresConnection]:
        """A transaction that changes tables, while nobody writes to them."""
        with (
            self._told(_unwritable),
            self._connected() as connection,
            connection.transaction(),
        ):
            self._lock(connection, "pg_try_advisory_xact_lock")
            yield connection

    def _lock(self, connection: Connection, function: str) -> None:
        if not connection.execute(_LOCK.format(function)).fetchone()[0]:
            raise IndexLocked(
                f"the index at {self.uri} is being written by another process, maybe on another "
                "machine; wait for it, or stop it, then run the command again"
            )

    def _check_made(self, connection: Connection) -> None:
        if not _is_made(connection):
            raise IndexMissing(
                f"no index at {self.uri}; run: qabot index FOLDER --index {self.folder}"
            )

    @contextmanager
    def _lent(self) -> Iterator[PostgresConnection]:
        """A connection in a transaction that reads, kept for the next reader unless it failed."""
        connection = self._begun()
        try:
            yield connection
            connection.execute("ROLLBACK")
        except BaseException:
            connection.close()
            raise
        IDLE.here.give(self.uri, connection)

    def _begun(self) -> PostgresConnection:
        """A connection in a transaction that reads, one that is idle if there is any."""
        while (connection := IDLE.here.take(self.uri)) is not None:
            try:
                connection.execute(_READ)
                return connection
            except psycopg.OperationalError:  # the server began anew
                connection.close()
        connection = PostgresConnection.to(self.uri, _CONNECT_S)
        connection.execute(_READ)
        return connection

    @contextmanager
    def _connected(self) -> Iterator[PostgresConnection]:
        connected = PostgresConnection.to(self.uri, _CONNECT_S)
        with closing(connected):
            yield connected

    @contextmanager
    def _told(self, refused: Refusal) -> Iterator[None]:
        """PostgreSQL's errors as qabot's own; ``refused`` makes that of the server and its rights.

        A row that tells what cannot be is told by SQLite's error, whichever database it is from.
        """
        try:
            yield
        except (errors.UndefinedTable, errors.UndefinedColumn, errors.DataCorrupted) as error:
            raise IndexDamaged(self.damage_message(_first_line(error))) from error
        except errors.DuplicateTable as error:
            raise IndexWriteError(
                f"{self.uri} has tables of something else ({_first_line(error)}); give another "
                "database, or a schema of its own: ?options=-csearch_path%3Dqabot"
            ) from error
        except (errors.InsufficientPrivilege, errors.InvalidSchemaName) as error:
            raise refused(self, error) from error
        except (psycopg.ProgrammingError, psycopg.IntegrityError, psycopg.DataError):
            raise  # bugs of ours
        except psycopg.Error as error:
            raise refused(self, error) from error
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            raise IndexDamaged(self.damage_message(str(error))) from error


def _is_made(connection: Connection) -> bool:
    return connection.execute("SELECT to_regclass(?)", (MARK,)).fetchone()[0] is not None


def _unwritable(database: PostgresDatabase, error: Exception) -> IndexProblem:
    return IndexWriteError(
        f"cannot write to {database.uri} ({_first_line(error)}); check that the server runs, has "
        "space, and lets this user write, then run qabot index again: what was indexed before "
        "is kept"
    )


def _unreadable(database: PostgresDatabase, error: Exception) -> IndexProblem:
    return IndexUnreadable(
        f"cannot read {database.uri} ({_first_line(error)}); check that the server runs, and lets "
        "this user read"
    )


def _first_line(error: Exception) -> str:
    lines: Sequence[Any] = str(error).strip().splitlines()
    return str(lines[0]) if lines else type(error).__name__
