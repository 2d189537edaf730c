"""Where the rows of an index are: in a file, or on a server that many machines can read."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from qabot.store.connections import Connection


class Database(Protocol):
    """The database of one index; what it raises about itself is an ``IndexProblem``.

    A new one has to pass the tests in ``tests/sync`` and ``tests/store``, which run over each.
    """

    @property
    def folder(self) -> Path:
        """The folder of the index, where engines keep what they make of the rows."""

    @property
    def name(self) -> str:
        """What a report of its problems calls it."""

    def exists(self) -> bool:
        """Whether there is an index."""

    def check_there(self) -> None:
        """Raise IndexMissing where it is told without reading that there is no index."""

    def check_whole(self) -> None:
        """Raise IndexDamaged where it is told at a glance that a part is missing."""

    def create(self, schema_version: int) -> None:
        """Make the tables, all or none."""

    def reading(self) -> AbstractContextManager[Connection]:
        """A connection inside one read transaction: everything it returns is of one moment.

        Raises:
            IndexMissing: there is no index.
            IndexDamaged: the database is, or a row tells what cannot be.
            IndexUnreadable: this user may not read it, or it cannot be reached.
        """

    def writing(self) -> AbstractContextManager[Connection]:
        """A connection that may write, the only one while the writer's lock is held.

        Raises:
            IndexLocked: there is another one all the same.
            IndexWriteError: it cannot be written.
        """

    def layout(self, connection: Connection) -> int:
        """The version of its tables."""

    def tidy(self, connection: Connection) -> None:
        """Give back what a publication has freed; never waits."""

    def problem(self) -> str | None:
        """What is wrong with it as a whole; None if it can be read."""

    def structure_problems(self, connection: Connection) -> list[str]:
        """What is wrong with what it stands on, below the rows."""

    def layout_problem(self, connection: Connection) -> str | None:
        """What to say where tables are not exactly those of this version."""

    def rebuild_indexes(self, connection: Connection) -> None:
        """Make its indexes again out of its tables."""

    def damage_message(self, detail: str) -> str:
        """What to say, and to do, where rows cannot be read."""

    def set_aside(self) -> None:
        """Make room for a new one."""

    def remove(self) -> None:
        """Leave nothing of it."""

    def size(self) -> int:
        """Bytes that it takes."""
