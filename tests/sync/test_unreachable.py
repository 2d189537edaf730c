"""What cannot be reached stays as it was last read, marked, until it is seen to be gone."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from qabot.bot import QABot
from qabot.config import Settings
from qabot.errors import FolderError
from qabot.index import Index
from qabot.loaders.regular_files import open_regular
from qabot.sync import scan
from qabot.sync.scan import KEPT
from qabot.types import SkippedFile
from qabot.wording.answer_lines import STALE, answer_lines
from qabot.wording.report_lines import status_lines
from tests.conftest import write_articles
from tests.doubles import WordEncoder
from tests.sync.test_sync import all_paths, paths

ALL = {"moon.txt", "wall.txt", "old/mould.txt"}


class Refusals:
    """Paths that the system refuses to list or to open, as it does a share that is away."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.paths: set[Path] = set()
        scandir, opened = os.scandir, open_regular

        def list_folder(path: str | Path | int) -> object:
            self._check(path)
            return scandir(path)

        def open_file(path: Path, relative: str) -> int:
            self._check(path)
            return opened(path, relative)

        monkeypatch.setattr(os, "scandir", list_folder)
        monkeypatch.setattr(scan, "open_regular", open_file)

    def _check(self, path: str | Path | int) -> None:
        if not isinstance(path, int) and Path(path) in self.paths:
            raise OSError(errno.EIO, os.strerror(errno.EIO), str(path))


@pytest.fixture
def refused(monkeypatch: pytest.MonkeyPatch) -> Iterator[set[Path]]:
    yield Refusals(monkeypatch).paths


def cited_as_stale(index: Index, question: str) -> set[bool]:
    answer = QABot(index, reader=None).ask(question)
    return {citation.stale for citation in answer.citations}


def test_a_folder_that_cannot_be_listed_keeps_its_articles(
    index: Index, folder: Path, refused: set[Path]
) -> None:
    index.sync([folder])
    refused.add(folder / "old")
    for _ in range(2):
        report = index.sync()
        assert (report.removed, report.unchanged) == (0, 3)
        reason = f"cannot be listed: input/output error; {KEPT}"
        assert report.skipped == (SkippedFile("old/", reason),)
    assert all_paths(index) == ALL
    status = index.status()
    assert (status.stale_files, status.removed_files) == (("old/mould.txt",), ())
    lines = [line.words or line.said(line.role) for line in status_lines(status)]
    assert [line for line in lines if line.startswith("stale")] == [
        "stale, what is indexed of a file that cannot be reached is as last read: old/mould.txt"
    ]
    assert cited_as_stale(index, "what came from the mould") == {True}
    assert cited_as_stale(index, "when did a rocket reach the moon") == {False}


def test_a_stale_answer_says_so(index: Index, folder: Path, refused: set[Path]) -> None:
    index.sync([folder])
    refused.add(folder / "old")
    index.sync()
    answer = QABot(index, reader=None).ask("what came from the mould")
    assert STALE in [line.words for line in answer_lines(answer)]
    assert answer.to_dict()["citations"][0]["stale"] is True


def test_what_is_back_is_no_longer_stale(
    index: Index, folder: Path, refused: set[Path], encoder: WordEncoder
) -> None:
    index.sync([folder])
    refused.add(folder / "old")
    index.sync()
    refused.clear()
    encoder.seen.clear()
    assert index.sync().unchanged == 3
    assert (index.status().stale_files, encoder.seen) == ((), [])
    assert cited_as_stale(index, "what came from the mould") == {False}


def test_what_is_seen_to_be_gone_is_removed(index: Index, folder: Path, refused: set[Path]) -> None:
    index.sync([folder])
    refused.add(folder / "old")
    index.sync()
    refused.clear()
    (folder / "old" / "mould.txt").unlink()
    assert index.sync().removed == 1
    assert all_paths(index) == ALL - {"old/mould.txt"}


def test_a_file_that_cannot_be_read_keeps_its_articles(
    index: Index, folder: Path, refused: set[Path]
) -> None:
    index.sync([folder])
    write_articles(folder, {"wall.txt": "The wall fell. Bricks were sold.\n"})
    refused.add(folder / "wall.txt")
    report = index.sync()
    reason = f"cannot be read: input/output error; {KEPT}"
    assert report.skipped == (SkippedFile("wall.txt", reason),)
    assert (report.removed, report.changed, report.unchanged) == (0, 0, 3)
    assert paths(index, "crowds") == ["wall.txt"]
    assert index.status().stale_files == ("wall.txt",)
    refused.clear()
    assert index.status().changed_files == ("wall.txt",)
    assert index.sync().changed == 1
    assert (paths(index, "crowds"), paths(index, "bricks")) == ([], ["wall.txt"])
    assert index.status().stale_files == ()


def test_a_rebuild_keeps_what_it_cannot_read_again(
    index: Index, folder: Path, refused: set[Path], encoder: WordEncoder
) -> None:
    index.sync([folder])
    refused |= {folder / "old", folder / "wall.txt"}
    encoder.seen.clear()
    report = index.sync([folder], rebuild=True)
    assert (report.embedded, report.removed) == (3, 0)
    assert all_paths(index) == ALL
    assert index.status().stale_files == ("old/mould.txt", "wall.txt")
    refused.clear()
    report = index.sync()
    assert (report.unchanged, index.status().stale_files) == (3, ())


def test_one_of_several_folders_that_is_away_keeps_its_articles(
    index: Index, folder: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    write_articles(other, {"sea.txt": "The sea is deep."})
    index.sync([folder, other])
    other.rename(tmp_path / "away")
    (folder / "moon.txt").unlink()
    report = index.sync()
    assert (report.removed, report.unchanged) == (1, 3)
    assert report.skipped == (SkippedFile(str(other), f"cannot be reached; {KEPT}"),)
    assert index.status().stale_files == ("other/sea.txt",)
    with pytest.raises(FolderError, match="no such folder"):  # one that is named now may be a typo
        index.sync([folder, other])
    assert index.sync([folder]).removed == 1


def test_check_finds_a_change_within_the_same_size_and_time(index: Index, folder: Path) -> None:
    index.sync([folder])
    path = folder / "wall.txt"
    times = path.stat()
    path.write_text(path.read_text().replace("Thursday", "Saturday"))
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert index.sync().changed == 0
    report = index.sync(check=True)
    assert (report.changed, report.unchanged, report.embedded) == (1, 2, 1)
    assert (paths(index, "Thursday"), paths(index, "Saturday")) == ([], ["wall.txt"])


def test_the_rest_goes_on_meanwhile(folder: Path, tmp_path: Path, refused: set[Path]) -> None:
    index = Index.create(tmp_path / "i", Settings(), encoder=WordEncoder())
    index.sync([folder])
    refused.add(folder / "old")
    write_articles(folder, {"new.txt": "A harbour was dug."})
    assert index.sync().added == 1
    assert index.sync().unchanged == 4
    assert index.status().stale_files == ("old/mould.txt",)
