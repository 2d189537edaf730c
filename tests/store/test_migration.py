"""An index of an earlier layout is brought up to date in place, and keeps its vectors."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from qabot.config import SCHEMA_VERSION, Settings
from qabot.errors import IndexIncompatible
from qabot.index import Index
from qabot.store import migration, schema
from qabot.store.lock import writer_lock
from tests.conftest import write_articles
from tests.doubles import WordEncoder

SPOKEN = {
    f"talk-{n}.txt": f"Talk {n}\n\nAnn Lee said wall {n} was high. It is.\n" for n in range(5)
}


LAYOUT_3 = """
DROP TABLE signatures;
DROP TABLE copies;
DROP INDEX passages_waiting;
ALTER TABLE generations DROP COLUMN unembedded;
PRAGMA user_version = 3;
"""
LAYOUT_2 = f"""{LAYOUT_3}
ALTER TABLE articles DROP COLUMN updated;
ALTER TABLE articles RENAME COLUMN url TO source;
PRAGMA user_version = 2;
"""


@pytest.fixture
def old(index: Index, folder: Path) -> Index:
    """An index as version 0.1 left it."""
    write_articles(folder, SPOKEN)
    index.sync([folder])
    with closing(sqlite3.connect(database(index))) as connection:
        connection.executescript(f"{LAYOUT_2} DROP TABLE quotes; PRAGMA user_version = 1;")
    return index


def database(index: Index) -> Path:
    return index.folder / schema.DATABASE


def statements(index: Index) -> list[str]:
    with index.snapshot() as snapshot:
        return [
            quote.statement.of(snapshot.article(quote.article_id).text)
            for quote in snapshot.quotes_by_speaker("Ann Lee")
        ]


ALL = [f"wall {n} was high." for n in range(5)]


def test_the_fingerprint_of_stored_vectors_has_not_changed() -> None:
    assert Settings().fingerprint == "1ab33bbec8fb6cfc"


def test_opening_brings_an_index_up_to_date(old: Index) -> None:
    encoder = WordEncoder()
    opened = Index.open(old.folder, encoder=encoder)
    assert statements(opened) == ALL
    assert schema.version(database(old)) == SCHEMA_VERSION
    assert encoder.seen == []


def test_its_status_can_be_asked_before_anything_else(old: Index, folder: Path) -> None:
    later = Index.create(old.folder, old.settings, encoder=WordEncoder())
    assert later.folders() == (str(folder),)
    assert later.status().articles == 8


def test_a_sync_brings_an_index_up_to_date(old: Index, folder: Path) -> None:
    write_articles(folder, {"more.txt": "More\n\nAnn Lee said wall 9 fell. It did.\n"})
    encoder = WordEncoder()
    again = Index.create(old.folder, encoder=encoder)
    report = again.sync()
    assert (report.added, report.unchanged, report.embedded) == (1, 8, 1)
    assert statements(again) == [*ALL, "wall 9 fell."]


def test_a_migration_that_was_killed_goes_on(old: Index) -> None:
    with schema.writing(database(old)) as connection:
        migration.migrate(connection)
        connection.execute("DELETE FROM quotes WHERE article_id > 3")
        connection.executescript(LAYOUT_2)
        connection.execute("PRAGMA user_version = 1")  # as if killed behind the third article
    assert statements(Index.open(old.folder, encoder=WordEncoder())) == ALL


def test_metadata_that_was_not_kept_is_read_at_the_next_sync(index: Index, folder: Path) -> None:
    records = '{"id": 1, "text": "One.", "updated": "2024-06-19"}\n{"id": 2, "text": "Two."}\n'
    write_articles(folder, {"wire.jsonl": records})
    index.sync([folder])
    with closing(sqlite3.connect(database(index))) as connection:
        connection.executescript(LAYOUT_2)
    opened = Index.open(index.folder, encoder=WordEncoder())
    assert schema.version(database(index)) == SCHEMA_VERSION
    assert updated(opened) == {"wire.jsonl#1": None, "wire.jsonl#2": None}
    again = Index.create(index.folder, encoder=WordEncoder())
    with closing(sqlite3.connect(database(index))) as connection:  # as layout 2 had it
        connection.execute("UPDATE articles SET hash = '' WHERE path = 'wire.jsonl#1'")
        connection.commit()
    report = again.sync()
    assert (report.changed, report.unchanged, report.embedded) == (1, 4, 0)
    assert updated(again) == {"wire.jsonl#1": "2024-06-19", "wire.jsonl#2": None}
    assert again.sync().unchanged == 5


def updated(index: Index) -> dict[str, str | None]:
    with index.snapshot() as snapshot:
        ids, _ = snapshot.dense(index.encoder.encode_question("one"), 100)
        articles = [passage.article for passage in snapshot.passages(ids.tolist())]
    return {ref.path: ref.updated for ref in articles if ref.path.startswith("wire")}


def test_who_may_not_write_is_told_what_to_do(old: Index) -> None:
    with writer_lock(old.folder), pytest.raises(IndexIncompatible, match="nothing is embedded"):
        Index.open(old.folder, encoder=WordEncoder())


def test_a_rebuild_keeps_the_database(old: Index) -> None:
    again = Index.create(old.folder, encoder=WordEncoder())
    again.sync(rebuild=True)
    assert statements(again) == ALL
    assert not database(old).with_name(f"{schema.DATABASE}.old").exists()
