"""What the SQL of the store runs on: as much of a connection as any database of an index has.

The SQL is SQLite's, kept to what PostgreSQL has too; what that writes otherwise is put into its
words by :mod:`qabot.store.postgres_sql`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Protocol


class DatabaseRow(Protocol):
    """Values of a row, by place and by the name of their column."""

    def keys(self) -> Iterable[str]:
        """The names of the columns."""

    def __getitem__(self, key: int | str, /) -> Any:
        """The value of a column."""

    def __iter__(self) -> Iterator[Any]:
        """The values in order."""


class Cursor(Protocol):
    """What a statement gives."""

    @property
    def rowcount(self) -> int:
        """How many rows it changed."""

    def fetchone(self) -> Any:
        """The next row; None if there is no other."""

    def fetchmany(self, size: int, /) -> list[Any]:
        """The next rows, up to so many."""

    def fetchall(self) -> list[Any]:
        """All rows that are left."""

    def __iter__(self) -> Iterator[Any]:
        """The rows that are left."""


class Connection(Protocol):
    """Runs statements; values stand for ``?`` in order, or for ``:name`` by name."""

    @property
    def in_transaction(self) -> bool:
        """Whether one is open."""

    def execute(self, sql: str, values: Sequence[Any] | Mapping[str, Any] = (), /) -> Cursor:
        """Run a statement."""

    def executemany(self, sql: str, values: Iterable[Sequence[Any]], /) -> object:
        """Run a statement once for each of these values."""


@contextmanager
def transaction(connection: Connection) -> Iterator[None]:
    """All or nothing: committed at the end, rolled back on any exception."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        if connection.in_transaction:  # on a full disk SQLite has rolled back by itself
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")
