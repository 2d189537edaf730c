"""The database of an index as a file in its folder."""

from __future__ import annotations

import sqlite3
from contextlib import AbstractContextManager, closing, suppress
from dataclasses import dataclass
from pathlib import Path

from qabot.errors import IndexMissing, IndexUnreadable
from qabot.store import schema
from qabot.store.connections import Connection
from qabot.store.tables import TABLES

_STRUCTURE = 20
"""Problems of the file that are listed: thousands may come of one page."""


@dataclass(frozen=True, slots=True)
class DatabaseFile:
    """SQLite's, which the programs of one machine read while one of them writes."""

    folder: Path

    @property
    def path(self) -> Path:
        """The file."""
        return self.folder / schema.DATABASE

    @property
    def name(self) -> str:
        """The file's name."""
        return schema.DATABASE

    def exists(self) -> bool:
        """Whether there is the file."""
        return self.path.exists()

    def check_there(self) -> None:
        """Raise IndexMissing if there is no file, IndexUnreadable if that cannot be told."""
        try:
            there = self.path.is_file()
        except OSError as error:
            raise IndexUnreadable(
                f"cannot read {self.folder} ({error.strerror}); check its permissions"
            ) from error
        if not there:
            raise IndexMissing(
                f"no index at {self.folder}; run: qabot index FOLDER --index {self.folder}"
            )

    def check_whole(self) -> None:
        """Raise IndexDamaged if the file was cut short."""
        schema.check_whole(self.path)

    def create(self, schema_version: int) -> None:
        """Make the file, which appears under its name when it is whole."""
        schema.create(self.path, schema_version)

    def reading(self) -> AbstractContextManager[Connection]:
        """As :func:`qabot.store.schema.reading`."""
        return schema.reading(self.path)

    def writing(self) -> AbstractContextManager[Connection]:
        """As :func:`qabot.store.schema.writing`; the writer's lock keeps others out."""
        return schema.writing(self.path)

    def layout(self, connection: Connection) -> int:
        """The number in the file's header."""
        return schema.layout(connection)

    def tidy(self, connection: Connection) -> None:
        """Give freed pages back and empty the log, unless a reader still needs it."""
        schema.checkpoint(connection)

    def problem(self) -> str | None:
        """What is wrong with the file, after checking all of it."""
        return schema.problem(self.path)

    def structure_problems(self, connection: Connection) -> list[str]:
        """What SQLite finds wrong with its file, its indexes and the references between rows."""
        rows = connection.execute(f"PRAGMA integrity_check({_STRUCTURE})").fetchall()
        found = [str(row[0]) for row in rows if row[0] != "ok"]
        strays = {str(row[0]) for row in connection.execute("PRAGMA foreign_key_check")}
        return found + [f"rows of {table} belong to nothing" for table in sorted(strays)]

    def layout_problem(self, connection: Connection) -> str | None:
        """What to say where tables, indexes and triggers are not exactly those of this version."""
        with closing(sqlite3.connect(":memory:")) as expected:
            expected.executescript(TABLES)
            if _objects(connection) == _objects(expected):
                return None
        return "its tables, indexes or triggers are not those that qabot makes"

    def rebuild_indexes(self, connection: Connection) -> None:
        """Make SQLite's indexes again."""
        connection.execute("REINDEX")

    def damage_message(self, detail: str) -> str:
        """As :func:`qabot.store.schema.damage_message`."""
        return schema.damage_message(self.path, detail)

    def set_aside(self) -> None:
        """Rename the file."""
        self.path.replace(self.path.with_name(f"{schema.DATABASE}.old"))
        for path in schema.beside(self.path):
            path.unlink(missing_ok=True)

    def remove(self) -> None:
        """Remove the file, and what SQLite keeps beside it."""
        for path in (self.path, *schema.beside(self.path)):
            path.unlink(missing_ok=True)

    def size(self) -> int:
        """Bytes of the file, of what SQLite keeps beside it, and of one that was set aside."""
        total = 0
        for path in self.folder.glob(f"{schema.DATABASE}*"):
            with suppress(OSError):  # a sync may have removed it since it was listed
                total += path.stat().st_size
        return total


def _objects(connection: Connection) -> set[tuple[str, str]]:
    rows = connection.execute("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL")
    return {(row[0], row[1]) for row in rows if not row[0].startswith("sqlite_")}
