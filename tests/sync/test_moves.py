"""Renames are moves: nothing is embedded again, and they are told apart from new files."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from qabot.config import Settings
from qabot.errors import SyncStopped
from qabot.index import Index
from qabot.store.rows import FileRecord
from qabot.sync.moves import Moves
from qabot.types import SyncProgress
from tests.conftest import write_articles
from tests.doubles import WordEncoder
from tests.sync.test_sync import Interrupting, all_paths, one_passage_a_batch, paths

WIRE = '{"id": "a", "text": "The moon rose."}\n{"id": "b", "text": "The wall fell."}\n'


def record(digest: str, size: int = 10) -> FileRecord:
    return FileRecord(size, 1, digest, 1)


def test_each_vanished_file_is_claimed_once() -> None:
    vanished = {(1, "a.txt"): record("x"), (1, "b.txt"): record("x"), (1, "c.txt"): record("")}
    moves = Moves(vanished, [10])
    assert [moves.claim("x") for _ in range(3)] == [(1, "a.txt"), (1, "b.txt"), None]
    assert moves.claim("") is None
    assert [moves.may_have_moved(place) for place in vanished] == [True, True, False]
    assert [moves.has_moved(place) for place in vanished] == [True, True, False]


def test_a_file_of_another_size_cannot_have_moved() -> None:
    assert not Moves({(1, "a.txt"): record("x", 10)}, [11]).may_have_moved((1, "a.txt"))


def test_a_renamed_folder_moves_its_articles(
    index: Index, folder: Path, encoder: WordEncoder
) -> None:
    index.sync([folder])
    encoder.seen.clear()
    renamed = folder.rename(folder.with_name("renamed"))
    report = index.sync([renamed])
    assert (report.moved, report.added, report.removed, report.embedded) == (3, 0, 0, 0)
    assert index.status().folders == (str(renamed),)
    assert all_paths(index) == {"moon.txt", "wall.txt", "old/mould.txt"}


def test_a_file_that_goes_to_another_folder_moves(
    index: Index, folder: Path, tmp_path: Path
) -> None:
    write_articles(tmp_path / "other", {"sea.txt": "The sea is deep."})
    index.sync([folder, tmp_path / "other"])
    (folder / "moon.txt").rename(tmp_path / "other" / "moon.txt")
    report = index.sync()
    assert (report.moved, report.added, report.removed, report.unchanged) == (1, 0, 0, 3)


def test_a_renamed_container_moves_every_article(
    index: Index, tmp_path: Path, encoder: WordEncoder
) -> None:
    folder = tmp_path / "lines"
    write_articles(folder, {"wire.jsonl": WIRE})
    index.sync([folder])
    encoder.seen.clear()
    (folder / "wire.jsonl").rename(folder / "agency.jsonl")
    report = index.sync()
    assert (report.moved, report.added, report.removed) == (2, 0, 0)
    assert encoder.seen == []
    assert all_paths(index) == {"agency.jsonl#a", "agency.jsonl#b"}


def test_a_copy_is_added_not_moved(index: Index, folder: Path) -> None:
    index.sync([folder])
    write_articles(folder, {"copy.txt": (folder / "moon.txt").read_text()})
    report = index.sync()
    assert (report.moved, report.added, report.removed) == (0, 1, 0)


def test_a_file_that_is_renamed_and_edited_is_another(index: Index, folder: Path) -> None:
    index.sync([folder])
    (folder / "moon.txt").unlink()
    write_articles(folder, {"luna.txt": "A rocket left the moon again."})
    report = index.sync()
    assert (report.moved, report.added, report.removed) == (0, 1, 1)


def test_a_killed_sync_forgets_no_vector_of_a_renamed_file(tmp_path: Path, folder: Path) -> None:
    encoder = WordEncoder()
    index = Index.create(tmp_path / "index", one_passage_a_batch(), encoder=encoder)
    index.sync([folder])
    (folder / "moon.txt").rename(folder / "zz.txt")
    write_articles(folder, {"a.txt": "The first new text.", "b.txt": "The second new text."})
    stopped = Interrupting(1, KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        Index.create(tmp_path / "index", one_passage_a_batch(), encoder=stopped).sync()
    encoder.seen.clear()
    report = index.sync()
    assert (report.moved, report.added, report.embedded) == (1, 1, 1)
    assert encoder.seen == ["The second new text."]
    assert paths(index, "rocket") == ["zz.txt"]


def test_status_names_what_was_renamed(index: Index, folder: Path) -> None:
    index.sync([folder])
    (folder / "moon.txt").rename(folder / "luna.txt")
    write_articles(folder, {"new.txt": "x" * (folder / "luna.txt").stat().st_size})
    (folder / "wall.txt").unlink()
    os.utime(folder / "luna.txt", ns=(1, 1))
    status = index.status()
    assert status.moved_files == (("moon.txt", "luna.txt"),)
    assert (status.new_files, status.changed_files) == (("new.txt",), ())
    assert status.removed_files == ("wall.txt",)
    assert status.changes == 3
    assert status.to_dict()["changed_since"]["moved"] == [{"from": "moon.txt", "to": "luna.txt"}]


def test_a_run_that_is_stopped_keeps_nothing_of_folders_that_are_not_named(
    index: Index, tmp_path: Path
) -> None:
    write_articles(tmp_path / "old", {"a.txt": "A wall was built."})
    write_articles(tmp_path / "new", {"b.txt": "A wall was moved.", "c.txt": "The sea is deep."})
    index.sync([tmp_path / "old"])

    def stop(moved: SyncProgress) -> None:
        if moved.files_done == 1:
            raise SyncStopped("stopped")

    small = Index.create(index.folder, Settings.of(batch_passages=1), encoder=index.encoder)
    with pytest.raises(SyncStopped):
        small.sync([tmp_path / "new"], progress=stop)
    assert index.folders() == (str(tmp_path / "new"),)
    index.sync()
    with index.snapshot() as snapshot:
        assert snapshot.article_paths() == ["b.txt", "c.txt"]
