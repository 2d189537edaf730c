"""A log of SQLite's that lies there without its database, as a kill or a user can leave it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from qabot.index import Index
from qabot.store.schema import DATABASE, beside, problem
from tests.conftest import write_articles


def leave_log_alone(database: Path) -> None:
    """Delete a database, and keep what it had committed to its log."""
    log = beside(database)[0]
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA wal_autocheckpoint = 0")
        connection.execute("UPDATE articles SET path = path || '.old'")
        connection.execute("UPDATE passages SET vector = zeroblob(length(vector))")
        connection.commit()
        written = log.read_bytes()
    database.unlink()
    log.write_bytes(written)


@pytest.mark.sqlite
def test_a_new_index_takes_nothing_from_the_log_of_another(index: Index, folder: Path) -> None:
    bells = {f"bell{number}.txt": f"The bell of town {number} rang.\n" for number in range(40)}
    write_articles(folder, bells)
    index.sync([folder])
    database = index.folder / DATABASE
    leave_log_alone(database)
    files = sum(1 for path in folder.rglob("*") if path.is_file())
    assert index.sync([folder]).added == files
    assert problem(database) is None
    with index.snapshot() as snapshot:
        paths = snapshot.article_paths()
    assert set(bells) < set(paths) and len(paths) == files
