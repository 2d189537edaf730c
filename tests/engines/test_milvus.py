"""What Milvus does beside the contract: what is left behind, what is told, what is remembered."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from qabot.bot import QABot
from qabot.config import Settings
from qabot.engines import milvus_connection, milvus_searcher
from qabot.engines.choice import choose_local, choose_milvus, engine_of
from qabot.engines.local import LocalEngine
from qabot.engines.milvus import MilvusEngine
from qabot.engines.milvus_catalog import MilvusCatalog, Patience
from qabot.engines.milvus_connection import MilvusConnection
from qabot.engines.milvus_manifest import Batch, MilvusManifest
from qabot.engines.milvus_schema import stored_terms, terms_of
from qabot.errors import EngineProblem, IndexDamaged, SettingsError
from qabot.index import Index
from qabot.text.terms import terms
from qabot.types import EngineQuery, Filters, Selection
from tests.conftest import write_articles
from tests.doubles import WordEncoder
from tests.engines.milvus_file import connection, milvus, milvus_engine
from tests.engines.oracle import generated

NOW = Patience(0.0, 0.0)
NEW = {"sea.txt": "The sea\n\nThe sea is deep and a rocket fell in.\n"}
DOCUMENTS = generated(12)


def paths(index: Index, question: str, filters: Filters) -> set[str]:
    hits = QABot(index).search(question, filters=filters)
    return {hit.passage.article.path for hit in hits}


def published(engine: MilvusEngine, name: str, base: str | None, first: int, count: int) -> None:
    draft = engine.draft(base)
    draft.add(generated(count, first=first))
    draft.publish(name)


def rows(engine: MilvusEngine, generation: str) -> int:
    """All rows that the collection of a generation holds, of whatever generation."""
    manifest = engine.catalog.manifest(generation)
    assert manifest is not None
    return engine.connection.count(manifest.collection, "passage >= 0")


@milvus
def test_an_index_in_milvus_is_searched_as_one_in_files(
    tmp_path: Path, folder: Path, encoder: WordEncoder
) -> None:
    local = Index.create(tmp_path / "local", encoder=encoder)
    other = Index.create(tmp_path / "other", encoder=encoder, engine=milvus_engine())
    changes: tuple[Callable[[], object], ...] = (
        lambda: write_articles(folder, NEW),
        (folder / "moon.txt").unlink,
    )
    for change in changes:
        local.sync([folder])
        other.sync([folder])
        for filters in (
            Filters(),
            Filters(since="1900", until="2100"),
            Filters(path="[ms]*"),
            Filters(author="a"),
            Filters(outlet="b"),
            Filters(paths=("wall.txt",)),
            Filters(hidden=("wall.txt",)),
        ):
            assert paths(other, "rocket", filters) == paths(local, "rocket", filters)
        change()
    assert not (other.folder / "views").exists()
    other.sync()
    assert QABot(other).ask("what fell in the sea").citations[0].article.path == "sea.txt"
    assert "moon.txt" not in paths(other, "rocket", Filters())


@milvus
def test_rows_that_no_generation_has_are_taken_out(tmp_path: Path) -> None:
    engine = milvus_engine(patience=NOW)
    published(engine, "1-a", None, 1, 12)
    killed = engine.draft("1-a")
    killed.add(generated(3, first=100))
    kept = rows(engine, "1-a")
    assert kept == len(DOCUMENTS) + len(generated(3, first=100))
    draft = engine.draft("1-a")
    draft.remove(np.array([1, 2], dtype=np.int64))
    draft.publish("2-b")
    engine.keep_only("2-b")
    left = [one for one in DOCUMENTS if one.article not in (1, 2)]
    assert rows(engine, "2-b") == len(left)
    searcher = engine.open("2-b")
    assert searcher is not None
    hits = searcher.search(EngineQuery({"word1": 1.0}), Selection(), 100)
    assert set(hits.ids.tolist()) <= {one.passage for one in left}
    assert engine.draft("2-b").articles.tolist() == sorted({one.article for one in left})


@milvus
def test_what_is_forgotten_stays_until_nobody_can_need_it(tmp_path: Path) -> None:
    engine = milvus_engine()
    published(engine, "1-a", None, 1, 12)
    manifest = engine.catalog.manifest("1-a")
    assert manifest is not None
    published(engine, "2-b", None, 100, 3)
    engine.keep_only("2-b")
    assert engine.connection.has(manifest.collection)
    engine.catalog.forget("2-b", NOW)
    assert not engine.connection.has(manifest.collection)


@milvus
def test_a_reader_of_what_is_gone_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = milvus_engine()
    published(engine, "1-a", None, 1, 12)
    searcher = engine.open("1-a")
    assert searcher is not None
    published(engine, "2-b", "1-a", 100, 3)
    engine.keep_only("2-b")
    query = EngineQuery({"word1": 1.0})
    before = searcher.search(query, Selection(), 5).ids.tolist()
    assert before
    later = time.monotonic() + milvus_searcher._CHECKED_S + 1
    monkeypatch.setattr(time, "monotonic", lambda: later)
    with pytest.raises(EngineProblem, match="ask again"):
        searcher.search(query, Selection(), 5)


@milvus
def test_a_discarded_draft_leaves_no_row() -> None:
    engine = milvus_engine()
    published(engine, "1-a", None, 1, 12)
    draft = engine.draft("1-a")
    draft.add(generated(3, first=100))
    draft.discard()
    assert rows(engine, "1-a") == len(DOCUMENTS)


@milvus
def test_many_small_changes_become_few_batches() -> None:
    engine = milvus_engine()
    published(engine, "0-a", None, 1, 12)
    for number in range(4):
        published(engine, f"{number + 1}-a", f"{number}-a", 100 + 10 * number, 1)
    manifest = engine.catalog.manifest("4-a")
    assert manifest is not None
    assert len(manifest.batches) <= 2
    assert manifest.articles.tolist() == [*range(1, 13), 100, 110, 120, 130]


@milvus
def test_more_articles_than_are_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = milvus_engine()
    published(engine, "1-a", None, 1, 12)
    searcher = engine.open("1-a")
    assert searcher is not None
    query = EngineQuery({"word1": 1.0}, DOCUMENTS[0].vector)
    some = Selection(Filters(path="*"), np.arange(1, 12, 2, dtype=np.int64))
    listed = searcher.search(query, some, 3)
    monkeypatch.setattr(milvus_searcher, "_LISTED", 2)
    sorted_out = searcher.search(query, some, 3)
    assert listed.ids.tolist() == sorted_out.ids.tolist() != []
    assert listed.bm25.tolist() == sorted_out.bm25.tolist()


@milvus
def test_a_collection_of_another_index_is_left_alone() -> None:
    engine = milvus_engine()
    published(engine, "1-a", None, 1, 12)
    other = MilvusEngine(connection(), engine.catalog.name, "another", Settings())
    for call in (lambda: other.open("1-a"), lambda: other.draft(None)):
        with pytest.raises(EngineProblem, match="belongs to another index; give another --coll"):
            call()
    manifest = engine.catalog.manifest("1-a")
    assert manifest is not None
    strange = MilvusCatalog(connection(), manifest.collection, "a test")
    with pytest.raises(EngineProblem, match="was not made by qabot; give another --collection"):
        strange.claim()


@milvus
def test_an_index_remembers_its_engine(tmp_path: Path, folder: Path, encoder: WordEncoder) -> None:
    index = tmp_path / "index"
    Index.create(index, encoder=encoder).sync([folder])
    place = choose_milvus(index, connection().uri, "remembered", Settings())
    opened = Index.open(index, encoder=encoder)
    assert isinstance(opened.engine, MilvusEngine)
    assert opened.status().engine == f"Milvus at {place.uri}, remembered"
    opened.make_searchable()
    assert paths(opened, "rocket", Filters()) == {"moon.txt", "wall.txt", "old/mould.txt"}
    assert choose_milvus(index, None, None, Settings()) == place
    choose_local(index)
    assert isinstance(Index.open(index, encoder=encoder).engine, LocalEngine)


@milvus
def test_a_server_that_does_not_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(milvus_connection, "_CONNECT_S", 0.1)
    with pytest.raises(EngineProblem, match=r"Milvus at http://127\.0\.0\.1:9 does not answer"):
        choose_milvus(tmp_path, "http://127.0.0.1:9", None, Settings())
    assert isinstance(engine_of(tmp_path, Settings()), LocalEngine)


@milvus
def test_an_answer_that_takes_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    import grpc

    class TooLate(grpc.RpcError):
        def code(self) -> grpc.StatusCode:
            return grpc.StatusCode.DEADLINE_EXCEEDED

    def late(uri: str) -> None:
        raise TooLate

    monkeypatch.setattr(milvus_connection, "_connected", late)
    with pytest.raises(EngineProblem, match="Milvus at http://host:19530 does not answer; check"):
        MilvusConnection("http://host:19530").has("anything")


def test_the_package_that_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pymilvus.exceptions", None)
    with pytest.raises(EngineProblem, match=r"pip install 'qabot\[milvus\]'"):
        MilvusConnection(str(tmp_path / "a.db")).has("anything")


@pytest.mark.parametrize(
    ("uri", "said"),
    [
        (None, "give the address of Milvus"),
        ("http://root:secret@host:19530", "MILVUS_TOKEN"),
        ("ftp://host", "no address of Milvus"),
        ("passages", r"ends in \.db"),
    ],
)
def test_addresses_that_are_none(tmp_path: Path, uri: str | None, said: str) -> None:
    with pytest.raises(SettingsError, match=said):
        choose_milvus(tmp_path, uri, None, Settings())


def test_names_that_are_none(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="'a-b' cannot be a collection's name"):
        choose_milvus(tmp_path, "a.db", "a-b", Settings())


def test_a_record_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "engine.json").write_text("{}")
    with pytest.raises(IndexDamaged, match=r"engine\.json cannot be read; delete it"):
        engine_of(tmp_path, Settings())


def test_a_manifest_is_written_and_read_whole() -> None:
    manifest = MilvusManifest("passages", batches=[Batch(7, 3), Batch(8, 2)])
    manifest.batches[0].hold([5, 3, 900])
    manifest.batches[1].hold([901])
    manifest.batches[0].removed = [5]
    manifest.text.add(["sea", "sea", "deep"])
    again = MilvusManifest.joined(manifest.parts())
    assert again == manifest
    assert manifest.articles.tolist() == [3, 900, 901]
    assert manifest.expression == "(batch in [8] or (batch == 7 and not (article in [5])))"
    assert MilvusManifest.joined(["AAAA"]) is None


def test_terms_of_any_script_are_stored_as_letters_and_digits() -> None:
    stored = stored_terms("Müller saw 東京 twice")
    assert stored.isascii()
    assert stored.replace(" ", "").isalnum()
    assert len(terms_of(stored)) == len(terms("Müller saw 東京 twice")) == 5
    assert terms_of(stored_terms("…")) == []


@milvus
@pytest.mark.skipif(sys.platform == "win32", reason="kills a process")
def test_a_file_that_another_process_left_by_a_kill(tmp_path: Path) -> None:
    """Nothing of it is loaded then, and a draft's rows lie about."""
    script = (
        "import os, signal, sys\n"
        "from qabot.config import Settings\n"
        "from qabot.engines.milvus import MilvusEngine\n"
        "from qabot.engines.milvus_connection import MilvusConnection\n"
        "from tests.engines.oracle import generated\n"
        "engine = MilvusEngine(MilvusConnection(sys.argv[1]), 'killed', 'a test', Settings())\n"
        "draft = engine.draft(None)\n"
        "draft.add(generated(12))\n"
        "draft.publish('1-a')\n"
        "engine.draft('1-a').add(generated(3, first=100))\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    file = str(tmp_path / "killed.db")
    ended = subprocess.run(
        [sys.executable, "-c", script, file], env={"PYTHONPATH": str(Path.cwd())}
    )
    assert ended.returncode == -signal.SIGKILL
    engine = MilvusEngine(MilvusConnection(file), "killed", "a test", Settings(), patience=NOW)
    draft = engine.draft("1-a")
    draft.remove(np.array([1, 2], dtype=np.int64))
    draft.publish("2-b")
    engine.keep_only("2-b")
    assert engine.catalog.manifest("1-a") is None
    assert rows(engine, "2-b") == len([one for one in DOCUMENTS if one.article > 2])
