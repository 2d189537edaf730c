"""Tests of an index run once for each store: with a file in its folder, and with PostgreSQL.

A test has the mark ``one_store`` where the store cannot make a difference: it is about folders and
files before anything of them is stored, about what engines keep, or about how a run tells of
itself, and every statement that it runs is run over each store by tests without the mark. Values
that are stored, transactions, locks, kills, and what readers see meanwhile may differ: these tests
never have it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from qabot.store.chosen_store import postgres_place, record_store
from qabot.store.database_file import DatabaseFile
from qabot.store.databases import database_of
from tests.postgres_server import PostgresServer


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Whatever has a folder for an index has it in each store, unless it has a mark."""
    if "store" not in metafunc.fixturenames:
        return
    has_index = {"index", "tmp_path"} & set(metafunc.fixturenames)
    marked = any(map(metafunc.definition.get_closest_marker, ("sqlite", "one_store")))
    stores = ["file", "postgresql"] if has_index and not marked else ["file"]
    metafunc.parametrize("store", stores, indirect=True)


def set_layout(index: Path, version: int) -> None:
    """Have the database of an index say that it is of another version."""
    database = database_of(index)
    with database.writing() as connection:
        if isinstance(database, DatabaseFile):
            connection.execute(f"PRAGMA user_version = {version}")
        else:
            connection.execute("UPDATE qabot_layout SET version = ?", (version,))


@pytest.fixture(autouse=True)
def store(request: pytest.FixtureRequest) -> None:
    """What keeps the index in ``tmp_path / "index"``."""
    if request.param == "postgresql":
        server: PostgresServer = request.getfixturevalue("postgres_server")
        folder: Path = request.getfixturevalue("tmp_path")
        record_store(folder / "index", postgres_place(server.place()))
