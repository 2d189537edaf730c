"""A connection to PostgreSQL that takes the store's SQL, and gives rows as SQLite does."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, ClassVar

import psycopg
from psycopg.pq import TransactionStatus

from qabot.store import connections
from qabot.store.postgres_sql import statement

_KINDS = 64
"""Kinds of rows that are kept: those of the store's statements."""


class PostgresRow(tuple[Any, ...]):
    """A row whose values are found by place, and by the names of their columns."""

    __slots__ = ()
    places: ClassVar[Mapping[str, int]] = {}

    def keys(self) -> Iterable[str]:
        """The names of the columns."""
        return self.places.keys()

    def __getitem__(self, key: Any, /) -> Any:
        """A value, or several by a slice."""
        return tuple.__getitem__(self, self.places[key] if isinstance(key, str) else key)


class PostgresConnection:
    """What :class:`qabot.store.connections.Connection` asks for, of psycopg's connection."""

    def __init__(self, connection: psycopg.Connection[PostgresRow]) -> None:
        self._connection = connection

    @classmethod
    def to(cls, uri: str, seconds: int) -> PostgresConnection:
        """A new connection to the server at an address, which has so long to answer."""
        return cls(
            psycopg.connect(
                uri,
                autocommit=True,  # transactions are begun and ended by statements
                row_factory=_row_maker,
                connect_timeout=seconds,
                application_name="qabot",
            )
        )

    @property
    def in_transaction(self) -> bool:
        """Whether one is open, if only to be rolled back."""
        return self._connection.info.transaction_status in (
            TransactionStatus.INTRANS,
            TransactionStatus.INERROR,
        )

    def execute(
        self, sql: str, values: Sequence[Any] | Mapping[str, Any] = (), /
    ) -> psycopg.Cursor[PostgresRow]:
        """Run a statement of the store."""
        return self._connection.execute(statement(sql), values or None, binary=bool(values))

    def executemany(self, sql: str, values: Iterable[Sequence[Any]], /) -> None:
        """Run a statement once for each of these values."""
        with self._connection.cursor() as cursor:
            cursor.executemany(statement(sql), values)

    def run(self, script: bytes) -> None:
        """Run statements of PostgreSQL's own, one after the other."""
        self._connection.execute(script)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing."""
        with connections.transaction(self):
            yield

    def close(self) -> None:
        """End it, and the transaction that is open."""
        self._connection.close()


def _row_maker(cursor: psycopg.Cursor[Any]) -> Callable[[Sequence[Any]], PostgresRow]:
    return _kind(tuple(column.name for column in cursor.description or ()))


@lru_cache(_KINDS)
def _kind(names: tuple[str, ...]) -> type[PostgresRow]:
    places = {name: place for place, name in enumerate(names)}
    return type("PostgresRow", (PostgresRow,), {"__slots__": (), "places": places})
