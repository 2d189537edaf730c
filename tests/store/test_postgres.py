"""What is PostgreSQL's own: addresses, rights, locks, and a server that goes away."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from qabot.checking.check_index import check_index
from qabot.config import Settings
from qabot.errors import (
    IndexDamaged,
    IndexLocked,
    IndexMissing,
    IndexUnreadable,
    IndexWriteError,
    ModelError,
    SettingsError,
)
from qabot.index import Index
from qabot.store.chosen_store import index_folder, postgres_place, record_store, recorded_store
from qabot.store.databases import database_of
from qabot.store.postgres_connection import PostgresConnection
from qabot.store.postgres_sql import statement, table_definitions, table_names
from qabot.store.store_choice import choose_store
from qabot.types import FindingKind, PassageEncoding, PassageInput
from tests.conftest import ARTICLES, write_articles
from tests.doubles import WordEncoder
from tests.postgres_server import PostgresServer

pytestmark = pytest.mark.sqlite  # each of these says itself where its index is


@pytest.fixture
def schema(postgres_server: PostgresServer) -> str:
    return postgres_server.new_schema()


@pytest.fixture
def kept(index: Index, folder: Path, postgres_server: PostgresServer, schema: str) -> Index:
    """An index of three articles in a schema of the server."""
    record_store(index.folder, postgres_place(postgres_server.place(schema=schema)))
    index.sync([folder])
    return index


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def paths(index: Index) -> list[str]:
    with index.snapshot() as snapshot:
        return snapshot.article_paths()


# -- its SQL -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("SELECT 1 WHERE a = ? AND b = ?", "SELECT 1 WHERE a = %s AND b = %s"),
        ("a = :first OR a = :last", "a = %(first)s OR a = %(last)s"),
        (
            "SELECT value FROM json_each(:ids)",
            "SELECT value FROM json_array_elements_text(%(ids)s::json) AS listed (value)",
        ),
        ("SELECT json_group_array(id)", "SELECT COALESCE(json_agg(id), '[]')::text"),
        ("FROM a INDEXED BY b CROSS JOIN c ON d", "FROM a   JOIN c ON d"),
        ("BEGIN IMMEDIATE", "BEGIN"),
    ],
)
def test_statements_are_put_into_its_words(sql: str, said: str) -> None:
    assert statement(sql).decode() == said


def test_tables_are_made_of_its_types() -> None:
    made = table_definitions().decode()
    assert "id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY" in made
    assert "compared BOOLEAN NOT NULL" in made
    assert "sentence_vectors BYTEA NOT NULL" in made
    assert "articles_by_path ON articles USING hash (path);" in made
    assert not any(word in made for word in ("INTEGER", "BLOB", "AUTOINCREMENT", "ROWID"))


def test_tables_go_before_those_that_they_refer_to() -> None:
    names = table_names()
    assert names.index("passages") < names.index("articles") < names.index("folders")


# -- addresses ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "uri",
    [
        "postgresql://me:secret@host/db",
        "postgresql://me@host/db?password=secret",
        "postgres://me:@host/db",
    ],
)
def test_a_password_is_refused_and_not_kept(uri: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"kept with its password; .*~/\.pgpass"):
        choose_store(tmp_path / "index", uri, [])
    with pytest.raises(SettingsError, match="kept with its password"):
        index_folder(uri)
    assert not (tmp_path / "index").exists()
    assert not (tmp_path / "cache").exists()


def test_what_is_no_address_is_told(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="give postgresql://USER@HOST/DATABASE"):
        choose_store(tmp_path / "index", "mysql://me@host/db", [])


def test_a_server_that_does_not_answer_is_told_and_not_chosen(tmp_path: Path) -> None:
    uri = f"postgresql://me@/db?host={tmp_path}"
    with pytest.raises(IndexUnreadable, match="check that the server runs"):
        choose_store(tmp_path / "index", uri, [])
    assert recorded_store(tmp_path / "index") is None


def test_an_index_goes_to_a_server_with_its_folders_and_back(
    index: Index, folder: Path, postgres_server: PostgresServer
) -> None:
    index.sync([folder])
    uri = postgres_server.place()
    assert choose_store(index.folder, uri, []) == (folder,)
    with pytest.raises(IndexMissing, match=r"no index at postgresql://"):
        paths(index)
    assert index.sync([folder]).added == 3
    assert index.status().store == f"PostgreSQL at {uri}"
    assert choose_store(index.folder, uri, []) == ()  # as it is already
    assert choose_store(index.folder, "file", []) == (folder,)
    assert index.status().store == ""
    assert paths(index) == sorted(ARTICLES)


# -- many machines -----------------------------------------------------------------------------


def test_who_may_only_read_opens_it_by_its_address(
    kept: Index, folder: Path, postgres_server: PostgresServer, schema: str
) -> None:
    for granted in (
        "DO $$ BEGIN CREATE ROLE reader LOGIN; EXCEPTION WHEN duplicate_object THEN END $$",
        f"GRANT USAGE ON SCHEMA {schema} TO reader",
        f"GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO reader",
    ):
        postgres_server.run(granted)
    reader = Index.open(postgres_server.place("reader", schema), encoder=WordEncoder())
    assert reader.folder != kept.folder
    assert paths(reader) == sorted(ARTICLES)
    with reader.snapshot() as snapshot:
        assert len(snapshot.engine.containing("moon"))
    write_articles(folder, {"sea.txt": "The sea is deep."})
    kept.sync()
    assert paths(reader) == sorted([*ARTICLES, "sea.txt"])
    assert len(list((reader.folder / "views").iterdir())) == 1  # that of before is gone
    with pytest.raises(IndexWriteError, match="permission denied"):
        Index.create(reader.folder, encoder=WordEncoder()).sync([folder])


def test_a_writer_on_another_machine_is_kept_out(
    kept: Index, folder: Path, tmp_path: Path, encoder: WordEncoder
) -> None:
    record_store(tmp_path / "elsewhere", recorded_store(kept.folder))
    other = Index.create(tmp_path / "elsewhere", encoder=encoder)
    with (
        database_of(kept.folder).writing(),
        pytest.raises(IndexLocked, match="being written by another process, maybe on another"),
    ):
        other.sync([folder])
    assert other.sync([folder]).unchanged == 3


def test_two_schemas_are_two_indexes(
    kept: Index, folder: Path, tmp_path: Path, postgres_server: PostgresServer
) -> None:
    record_store(tmp_path / "other", postgres_place(postgres_server.place()))
    other = Index.create(tmp_path / "other", encoder=WordEncoder())
    write_articles(tmp_path / "few", {"sea.txt": "The sea is deep."})
    with database_of(kept.folder).writing():  # nor does a writer of one keep the other out
        other.sync([tmp_path / "few"])
    assert paths(other) == ["sea.txt"]
    assert paths(kept) == sorted(ARTICLES)


# -- what goes wrong ---------------------------------------------------------------------------


def test_a_question_after_the_server_ended_its_connections(
    kept: Index, postgres_server: PostgresServer
) -> None:
    assert paths(kept) == sorted(ARTICLES)
    postgres_server.run(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE application_name = 'qabot' AND pid <> pg_backend_pid()"
    )
    assert paths(kept) == sorted(ARTICLES)


def test_a_connection_that_is_lost_in_a_snapshot_is_told(
    kept: Index, postgres_server: PostgresServer
) -> None:
    with (
        pytest.raises(IndexUnreadable, match="check that the server runs"),
        kept.snapshot() as held,
    ):
        postgres_server.run(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE application_name = 'qabot' AND pid <> pg_backend_pid()"
        )
        held.article_paths()


def test_tables_of_something_else_are_left_alone(
    index: Index, folder: Path, postgres_server: PostgresServer, schema: str
) -> None:
    postgres_server.run(f"CREATE TABLE {schema}.articles (mine TEXT)")
    record_store(index.folder, postgres_place(postgres_server.place(schema=schema)))
    for rebuild in (False, True):
        with pytest.raises(IndexWriteError, match=r"tables of something else .*search_path"):
            index.sync([folder], rebuild=rebuild)
    postgres_server.run(f"SELECT mine FROM {schema}.articles")


def test_a_table_that_is_gone_is_told_and_made_anew(
    kept: Index, folder: Path, postgres_server: PostgresServer, schema: str
) -> None:
    postgres_server.run(f"DROP TABLE {schema}.quotes")
    [found, *_] = check_index(kept.folder, Settings(), WordEncoder()).findings
    assert (found.kind, found.place) == (FindingKind.LAYOUT, "PostgreSQL")
    with (
        pytest.raises(IndexDamaged, match=r'"quotes" does not exist.*qabot index --rebuild'),
        kept.snapshot() as snapshot,
    ):
        snapshot.quotes_by_speaker("Fleming")
    assert kept.sync([folder], rebuild=True).added == 3
    assert check_index(kept.folder, Settings(), WordEncoder()).is_sound


def test_changed_text_is_found_by_a_check(
    kept: Index, postgres_server: PostgresServer, schema: str
) -> None:
    postgres_server.run(f"UPDATE {schema}.articles SET text = text || '.' WHERE path = 'moon.txt'")
    [found] = check_index(kept.folder, Settings(), WordEncoder()).findings
    assert (found.kind, found.place) == (FindingKind.ARTICLE, "moon.txt")


def test_of_a_first_sync_that_failed_only_the_choice_stays(
    index: Index, folder: Path, postgres_server: PostgresServer
) -> None:
    class NoEncoder(WordEncoder):
        def encode_passages(self, passages: Sequence[PassageInput]) -> list[PassageEncoding]:
            raise ModelError("there is no model")

    place = postgres_place(postgres_server.place())
    record_store(index.folder, place)
    with pytest.raises(ModelError):
        Index.create(index.folder, encoder=NoEncoder()).sync([folder])
    assert recorded_store(index.folder) == place
    assert not database_of(index.folder).exists()
    assert index.sync([folder]).added == 3


def test_the_lock_is_free_before_the_server_ends_the_writers_connection(
    kept: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    left_open: list[PostgresConnection] = []
    close = PostgresConnection.close
    monkeypatch.setattr(PostgresConnection, "close", lambda one: left_open.append(one))
    database = database_of(kept.folder)
    with database.writing():
        pass
    with database.writing() as again:
        assert again.execute("SELECT 1").fetchone() == (1,)
    for connection in left_open:
        close(connection)


def test_readers_one_after_the_other_take_one_connection(
    kept: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert paths(kept)
    opened = []
    monkeypatch.setattr(PostgresConnection, "to", lambda *where: opened.append(where))
    database = database_of(kept.folder)
    assert database.exists()
    assert database.size() > 0
    assert len(paths(kept)) == 3
    assert opened == []
