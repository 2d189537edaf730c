"""Generations are published whole, whatever the engine holds and wherever a sync is killed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from qabot.bot import QABot
from qabot.config import Settings
from qabot.engines.local import LocalEngine
from qabot.engines.local_draft import LocalDraft
from qabot.engines.local_searcher import LocalSearcher
from qabot.errors import IndexUnreadable, IndexWriteError
from qabot.index import Index
from qabot.store import schema
from qabot.store.checks import size_on_disk
from qabot.types import Document, Filters
from tests.conftest import ARTICLES, write_articles
from tests.doubles import WordEncoder
from tests.engines.memory import MemoryEngine

NEW = {"sea.txt": "The sea\n\nThe sea is deep and a rocket fell in.\n"}


def found(index: Index, question: str, filters: Filters | None = None) -> set[str]:
    hits = QABot(index).search(question, filters=filters or Filters())
    return {hit.passage.article.path for hit in hits}


class Views(LocalEngine):
    """The local engine, and what happens to it: how often it was given all, and when to fail."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder / "views", Settings(), rewritten=0)
        self.added: list[int] = []
        self.fails: type[Exception] | None = None

    def draft(self, base: str | None) -> LocalDraft:
        draft = super().draft(base)
        add, publish = draft.add, draft.publish

        def counted(documents: Iterable[Document]) -> None:
            kept = list(documents)
            self.added.append(len(kept))
            add(kept)

        def failing(generation: str) -> None:
            if self.fails is IndexWriteError:
                raise IndexWriteError("full")
            publish(generation)
            if self.fails:
                raise self.fails("killed")

        draft.add, draft.publish = counted, failing  # type: ignore[method-assign]
        return draft


@pytest.fixture
def views(tmp_path: Path) -> Views:
    return Views(tmp_path / "index")


@pytest.fixture
def index(tmp_path: Path, views: Views, folder: Path, encoder: WordEncoder) -> Index:
    made = Index.create(tmp_path / "index", encoder=encoder, engine=views)
    made.sync([folder])
    return made


def reopened(index: Index) -> Index:
    return Index.open(index.folder, encoder=WordEncoder())


def test_only_what_changed_is_given_to_the_engine(index: Index, views: Views, folder: Path) -> None:
    write_articles(folder, NEW)
    index.sync()
    (folder / "moon.txt").unlink()
    index.sync()
    assert views.added == [3, 1, 3]  # a third removed: all is written anew
    assert found(index, "rocket") == {"sea.txt", "wall.txt", "old/mould.txt"}


def test_filters_are_worked_out_anew_for_a_new_generation(index: Index, folder: Path) -> None:
    assert found(index, "rocket", Filters(path="[ms]*")) == {"moon.txt"}
    write_articles(folder, NEW)
    index.sync()
    assert found(index, "rocket", Filters(path="[ms]*")) == {"moon.txt", "sea.txt"}


def test_killed_between_the_views_and_the_database(
    index: Index, views: Views, folder: Path
) -> None:
    write_articles(folder, NEW)
    views.fails = RuntimeError
    with pytest.raises(RuntimeError, match="killed"):
        index.sync()
    assert found(reopened(index), "rocket") == set(ARTICLES)
    views.fails = None
    (folder / "wall.txt").unlink()
    index.sync()
    assert found(reopened(index), "rocket") == {"moon.txt", "sea.txt", "old/mould.txt"}
    (kept,) = (index.folder / "views").iterdir()
    assert kept.name.startswith("2-")


def test_views_that_are_behind_are_brought_up_to_date(
    index: Index, folder: Path, tmp_path: Path
) -> None:
    shutil.copytree(index.folder / "views", tmp_path / "before")
    write_articles(folder, NEW)
    index.sync()
    shutil.rmtree(index.folder / "views")
    (tmp_path / "before").rename(index.folder / "views")
    again = reopened(index)
    assert found(again, "rocket") == {*ARTICLES, *NEW}
    assert isinstance(again.encoder, WordEncoder)
    assert again.encoder.seen == []


def test_who_cannot_write_gets_answers(index: Index, views: Views) -> None:
    shutil.rmtree(index.folder / "views")
    views.fails = IndexWriteError
    again = Index.open(index.folder, encoder=WordEncoder(), engine=views)
    assert found(again, "rocket") == set(ARTICLES)
    assert list((index.folder / "views").iterdir()) == []


@pytest.mark.sqlite
def test_who_cannot_write_reads_the_database_and_makes_no_file(
    index: Index, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = sorted(path.name for path in index.folder.iterdir())
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK)
    with reopened(index).snapshot() as snapshot:
        assert snapshot.article_paths() == sorted(ARTICLES)
        assert sorted(path.name for path in index.folder.iterdir()) == before
    with schema.writing(index.folder / schema.DATABASE) as held:  # so the log stays
        held.execute("BEGIN")
        held.execute("SELECT * FROM folders").fetchall()
        write_articles(folder, NEW)
        index.sync()
        assert (index.folder / f"{schema.DATABASE}-wal").stat().st_size > 0
        assert found(reopened(index), "rocket") == {*ARTICLES, *NEW}


def test_a_full_disk_leaves_what_was_published(index: Index, views: Views, folder: Path) -> None:
    write_articles(folder, NEW)
    views.fails = IndexWriteError
    with pytest.raises(IndexWriteError, match="full"):
        index.sync()
    assert found(reopened(index), "rocket") == set(ARTICLES)


def test_a_sync_without_changes_clears_what_a_killed_one_left(index: Index) -> None:
    (index.folder / "views" / ".draft-of-another").mkdir()
    (index.folder / "views" / "0-earlier").mkdir()
    index.sync()
    assert [path.name[:2] for path in (index.folder / "views").iterdir()] == ["1-"]


@pytest.mark.parametrize("different", ["model", "name", "folder"])
def test_no_other_index_has_a_generation_of_the_same_name(
    tmp_path: Path, folder: Path, index: Index, different: str
) -> None:
    encoder = WordEncoder()
    if different == "model":
        encoder.fingerprint = "another"
    elif different == "name":
        (folder / "moon.txt").rename(folder / "luna.txt")
    else:
        folder = folder.rename(folder.with_name("elsewhere"))
    other = Index.create(tmp_path / "other", encoder=encoder)
    other.sync([folder])
    (first,) = (index.folder / "views").iterdir()
    (second,) = (other.folder / "views").iterdir()
    assert first.name != second.name


@pytest.mark.sqlite
def test_the_size_on_disk_while_a_sync_takes_files_away(index: Index) -> None:
    size = size_on_disk(index.folder)
    assert size > 0
    for name in ("articles.db-wal", "views/gone"):  # listed, and gone when it is looked at
        (index.folder / name).unlink(missing_ok=True)
        (index.folder / name).symlink_to("nowhere")
    assert size_on_disk(index.folder) == size


def test_who_writes_need_not_be_told(index: Index, folder: Path) -> None:
    """As on a disk so full that not even this can be written."""
    (index.folder / "writer.json").mkdir()
    write_articles(folder, NEW)
    assert index.sync().added == 1


def test_another_engine_does_as_well(tmp_path: Path, folder: Path, encoder: WordEncoder) -> None:
    engine = MemoryEngine(title_boost=0.5)
    index = Index.create(tmp_path / "other", encoder=encoder, engine=engine)
    index.sync([folder])
    assert found(index, "rocket") == set(ARTICLES)
    write_articles(folder, NEW)
    (folder / "moon.txt").unlink()
    index.sync()
    assert found(index, "rocket", Filters(path="*.txt")) == {"sea.txt", "wall.txt", "old/mould.txt"}
    assert found(index, "rocket", Filters(hidden=("wall.txt", "old/mould.txt"))) == {"sea.txt"}
    assert len(engine.generations) == 1
    assert not (index.folder / "views").exists()
    assert QABot(index).ask("what fell in the sea").citations[0].article.path == "sea.txt"


class Overtaken(LocalEngine):
    """The local engine of a reader; before it opens anything, a writer publishes."""

    def __init__(self, folder: Path, publish: Callable[[], object], times: int) -> None:
        super().__init__(folder / "views", Settings())
        self.publish = publish
        self.left = times
        self.built = 0

    def open(self, generation: str) -> LocalSearcher | None:
        if self.left:
            self.left -= 1
            self.publish()
        return super().open(generation)

    def draft(self, base: str | None) -> LocalDraft:
        self.built += 1
        return super().draft(base)


@pytest.mark.parametrize(("times", "built"), [(1, 0), (4, 0), (6, 1)])
def test_a_question_while_another_process_publishes(
    index: Index, folder: Path, times: int, built: int
) -> None:
    """The next generation is asked, or, if there is always a next one, what is seen is built."""
    numbers = iter(range(times))

    def publish() -> None:
        write_articles(folder, {"sea.txt": f"The sea\n\nRocket {next(numbers)} fell in.\n"})
        index.sync()

    engine = Overtaken(index.folder, publish, times)
    reader = Index.open(index.folder, encoder=WordEncoder(), engine=engine)
    assert found(reader, "rocket") == {*ARTICLES, "sea.txt"}
    assert engine.built == built
    with reader.snapshot() as snapshot:
        article = snapshot.article_by_path("sea.txt")
    assert article is not None
    assert f"Rocket {times - 1} " in article.text


@pytest.mark.sqlite
def test_who_cannot_make_files_beside_the_database_reads_it_as_it_lies(index: Index) -> None:
    """As on a full disk, where the file that readers share with writers cannot be made."""
    (index.folder / f"{schema.DATABASE}-shm").symlink_to(index.folder / "none" / "none")
    assert found(reopened(index), "rocket") == set(ARTICLES)


@pytest.mark.sqlite
def test_a_log_that_cannot_be_read_is_told(index: Index) -> None:
    (index.folder / f"{schema.DATABASE}-shm").symlink_to(index.folder / "none" / "none")
    (index.folder / f"{schema.DATABASE}-wal").write_bytes(b"changes")
    with pytest.raises(IndexUnreadable, match=r"it has changes in articles\.db-wal, .*copy that"):
        reopened(index)
