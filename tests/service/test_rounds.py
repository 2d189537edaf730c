"""Watching: what changes in the folders reaches the index, whatever happens on the way."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from qabot.config import Settings
from qabot.errors import FolderError, IndexLocked, QabotError
from qabot.index import Index
from qabot.service.rounds import watch
from qabot.store.lock import writer_lock
from qabot.types import FileNames, SkippedFile, SyncProgress, SyncReport
from tests.conftest import write_articles
from tests.doubles import WordEncoder
from tests.sync.test_sync import all_paths, one_passage_a_batch, paths

QUICK = Settings.of(watch_quiet=0.1, watch_longest=1.0, watch_retry=0.0)
Rounds = Iterator[SyncReport | QabotError]


@pytest.fixture
def watched(tmp_path: Path) -> Index:
    return Index.create(tmp_path / "index", QUICK, encoder=WordEncoder())


def report(rounds: Rounds) -> SyncReport:
    outcome = next(rounds)
    assert isinstance(outcome, SyncReport), outcome
    return outcome


def counts(found: SyncReport) -> tuple[int, int, int, int]:
    return found.added, found.changed, found.moved, found.removed


def test_every_change_is_told_by_name(watched: Index, folder: Path) -> None:
    rounds = watch(watched, [folder])
    assert report(rounds).files == FileNames(added=("moon.txt", "old/mould.txt", "wall.txt"))
    write_articles(folder, {"sea.txt": "The sea is deep.", "wall.txt": "The wall fell."})
    (folder / "moon.txt").rename(folder / "luna.txt")
    (folder / "old" / "mould.txt").unlink()
    assert report(rounds).files == FileNames(
        added=("sea.txt",),
        changed=("wall.txt",),
        removed=("old/mould.txt",),
        moved=(("moon.txt", "luna.txt"),),
    )


def test_a_container_is_named_once(watched: Index, folder: Path) -> None:
    rounds = watch(watched, [folder])
    report(rounds)
    lines = ['{"id": 1, "text": "The sea is deep."}', '{"id": 2, "text": "The sun rose."}']
    (folder / "all.jsonl").write_text("\n".join(lines))
    assert report(rounds).files == FileNames(added=("all.jsonl",))
    (folder / "all.jsonl").write_text(lines[0])
    assert report(rounds).files == FileNames(changed=("all.jsonl",))


def test_what_is_newly_skipped_is_a_round(watched: Index, folder: Path) -> None:
    (folder / "empty.txt").touch()
    rounds = watch(watched, [folder])
    first = report(rounds)
    write_articles(folder, {"blank.txt": " "})
    second = report(rounds)
    assert counts(second) == (0, 0, 0, 0)
    assert second.skipped_since(first) == (SkippedFile("blank.txt", "no text"),)
    (folder / "blank.txt").write_text("The sea is deep.")
    third = report(rounds)
    assert third.files == FileNames(added=("blank.txt",))
    assert third.skipped_since(second) == ()


def test_every_change_is_taken_up(watched: Index, folder: Path) -> None:
    rounds = watch(watched, [folder])
    assert counts(report(rounds)) == (3, 0, 0, 0)
    write_articles(folder, {"new/sea.txt": "The sea is deep."})
    assert counts(report(rounds)) == (1, 0, 0, 0)
    write_articles(folder, {"wall.txt": "The wall fell."})
    assert counts(report(rounds)) == (0, 1, 0, 0)
    (folder / "moon.txt").rename(folder / "luna.txt")
    assert counts(report(rounds)) == (0, 0, 1, 0)
    (folder / "luna.txt").unlink()
    assert counts(report(rounds)) == (0, 0, 0, 1)
    assert all_paths(watched) == {"wall.txt", "old/mould.txt", "new/sea.txt"}


def test_a_file_written_through_a_temporary_one_is_changed(watched: Index, folder: Path) -> None:
    rounds = watch(watched, [folder])
    report(rounds)
    (folder / "wall.txt").rename(folder / "wall.txt~")  # as vim does
    (folder / ".wall.txt.swp").write_text("swap")
    (folder / "wall.txt").write_text("The wall fell.")
    (folder / "wall.txt~").unlink()
    assert counts(report(rounds)) == (0, 1, 0, 0)
    (folder / "wall.tmp").write_text("Bricks were sold.")  # and others
    (folder / "wall.tmp").replace(folder / "wall.txt")
    assert counts(report(rounds)) == (0, 1, 0, 0)
    assert paths(watched, "bricks") == ["wall.txt"]


def test_many_changes_are_one_round(watched: Index, folder: Path) -> None:
    rounds = watch(watched, [folder])
    report(rounds)
    write_articles(folder, {f"{n}.txt": f"Wall number {n} fell." for n in range(50)})
    assert counts(report(rounds)) == (50, 0, 0, 0)


def test_what_is_no_article_is_no_round(watched: Index, folder: Path) -> None:
    rounds = watch(watched, [folder])
    report(rounds)
    write_articles(folder, {".hidden/a.txt": "x", "photo.jpg": "x", "~$wall.txt": "x"})
    write_articles(folder, {"sea.txt": "The sea is deep."})
    assert counts(report(rounds)) == (1, 0, 0, 0)


def test_another_writer_is_waited_for(watched: Index, folder: Path) -> None:
    rounds = watch(watched, [folder])
    report(rounds)
    write_articles(folder, {"sea.txt": "The sea is deep."})
    with writer_lock(watched.folder):
        assert isinstance(next(rounds), IndexLocked)
    assert counts(report(rounds)) == (1, 0, 0, 0)


def test_a_folder_that_is_gone_for_a_while(watched: Index, folder: Path, tmp_path: Path) -> None:
    rounds = watch(watched, [folder])
    report(rounds)
    shutil.move(folder, tmp_path / "away")
    assert isinstance(next(rounds), FolderError)
    assert all_paths(watched) == {"moon.txt", "wall.txt", "old/mould.txt"}
    shutil.move(tmp_path / "away", folder)
    assert counts(report(rounds)) == (0, 0, 0, 0)  # told, because it failed before
    write_articles(folder, {"sea.txt": "The sea is deep."})
    assert counts(report(rounds)) == (1, 0, 0, 0)


def test_a_folder_inside_which_the_index_lies(folder: Path) -> None:
    index = Index.create(folder / "index", QUICK, encoder=WordEncoder())
    rounds = watch(index, [folder])
    assert counts(report(rounds)) == (3, 0, 0, 0)
    write_articles(folder, {"sea.txt": "The sea is deep."})
    assert counts(report(rounds)) == (1, 0, 0, 0)


def test_the_first_round_fails_aloud(watched: Index, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(FolderError, match="no articles in"):
        next(watch(watched, [tmp_path / "empty"]))


def test_it_ends_when_it_is_told_to(watched: Index, folder: Path) -> None:
    stop = threading.Event()
    rounds = watch(watched, [folder], stop=stop)
    report(rounds)
    stop.set()
    assert list(rounds) == []


def test_it_ends_in_the_middle_of_a_round(tmp_path: Path, folder: Path) -> None:
    index = Index.create(tmp_path / "index", one_passage_a_batch(), encoder=WordEncoder())
    stop = threading.Event()

    def stop_after_a_file(moved: SyncProgress) -> None:
        if moved.files_done:
            stop.set()

    assert list(watch(index, [folder], stop=stop, progress=stop_after_a_file)) == []
    report = index.sync()
    assert (report.unchanged, report.added) == (1, 2)
