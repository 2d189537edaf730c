"""A first sync stores all text before it embeds any: it can be asked at once, and says so."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from qabot.bot import QABot
from qabot.config import Settings
from qabot.errors import SyncStopped
from qabot.index import Index
from qabot.types import Answer, Filters, SyncProgress, Verdict
from tests.coefficient_files import write_coefficients
from tests.conftest import write_articles
from tests.doubles import WordEncoder, WordReader
from tests.sync.test_sync import KILLED, all_paths, paths

ALL = {"moon.txt", "wall.txt", "old/mould.txt"}


def text_first(encoder: WordEncoder, folder: Path, megabytes: float = 0.0) -> Index:
    settings = Settings.of(
        text_first_megabytes=megabytes,
        batch_passages=1,
        coefficients=write_coefficients(folder.with_name("weights.json")),
    )
    return Index.create(folder, settings, encoder=encoder)


@pytest.fixture
def early(tmp_path: Path, encoder: WordEncoder) -> Index:
    return text_first(encoder, tmp_path / "index")


class Asking:
    """Asks each time that a sync tells how far it is and there is something to ask."""

    def __init__(self, index: Index, question: str, filters: Filters | None = None) -> None:
        self.bot = QABot(index, WordReader())
        self.question = question
        self.filters = filters or Filters()
        self.answers: list[Answer] = []
        self.told: list[SyncProgress] = []

    def __call__(self, moved: SyncProgress) -> None:
        self.told.append(moved)
        if moved.searchable:
            self.answers.append(self.bot.ask(self.question, filters=self.filters))


def test_all_text_can_be_asked_before_a_passage_is_embedded(
    early: Index, folder: Path, encoder: WordEncoder
) -> None:
    asking = Asking(early, "where did Fleming find penicillin")
    report = early.sync([folder], progress=asking)
    first = next(moved for moved in asking.told if moved.searchable)
    assert (first.embedded, first.files_done, first.waiting) == (0, 3, 3)
    assert len(asking.answers) > 3
    for answer in asking.answers:
        assert answer.partial
        assert answer.to_dict()["partial"] is True
        assert answer.verdict is not Verdict.NOTHING
        assert answer.citations[0].article.path == "old/mould.txt"
        assert (answer.considered[0].score, answer.considered[0].lexical) == (1.0, 1.0)
        assert answer.considered[0].cosine > 0.3  # embedded when it was found
    assert (report.added, report.passages, report.embedded) == (3, 3, 3)
    assert asking.told[-1].bytes_done == asking.told[-1].bytes_total
    whole = asking.bot.ask(asking.question)
    assert whole.verdict is asking.answers[0].verdict
    assert asking.answers[0].confidence == pytest.approx(whole.confidence, abs=1e-2)


def test_an_open_bot_goes_over_to_the_whole_index(early: Index, folder: Path) -> None:
    asking = Asking(early, "where did Fleming find penicillin")
    early.sync([folder], progress=asking)
    answer = asking.bot.ask("where did Fleming find penicillin")
    assert not answer.partial
    assert early.status().unembedded == 0
    assert all_paths(early) == ALL


def test_filters_and_follow_ups_work_on_text_alone(early: Index, folder: Path) -> None:
    asking = Asking(early, "what of the wall", Filters(path="wall*"))
    early.sync([folder], progress=asking)
    assert {answer.citations[0].article.path for answer in asking.answers} == {"wall.txt"}

    def follow_up(moved: SyncProgress) -> None:
        answer = asking.bot.ask("and when was it opened", history=["what of the wall"])
        assert answer.citations[0].article.path == "wall.txt"

    early.sync(progress=follow_up)


def stopping(when: Callable[[SyncProgress], bool]) -> Callable[[SyncProgress], None]:
    def tell(moved: SyncProgress) -> None:
        if when(moved):
            raise SyncStopped("stopped")

    return tell


def test_a_stopped_sync_keeps_text_and_vectors(
    early: Index, folder: Path, encoder: WordEncoder
) -> None:
    with pytest.raises(SyncStopped):
        early.sync([folder], progress=stopping(lambda moved: moved.embedded == 1))
    status = early.status()
    assert (status.articles, status.passages, status.unembedded) == (3, 3, 2)
    assert paths(early, "Fleming") == ["old/mould.txt"]
    assert QABot(early, WordReader()).ask("who found a mould").partial
    encoder.seen.clear()
    report = early.sync()
    assert (report.unchanged, report.embedded) == (3, 2)
    assert len(encoder.seen) == 2
    assert early.status().unembedded == 0


def test_files_that_change_between_the_two_parts(
    early: Index, folder: Path, encoder: WordEncoder
) -> None:
    with pytest.raises(SyncStopped):
        early.sync([folder], progress=stopping(lambda moved: moved.embedded == 1))
    (folder / "wall.txt").unlink()
    write_articles(folder, {"moon.txt": "A moon was seen.", "sea.txt": "The sea is deep."})
    report = early.sync()
    assert (report.added, report.changed, report.removed, report.unchanged) == (1, 1, 1, 1)
    assert all_paths(early) == {"moon.txt", "sea.txt", "old/mould.txt"}
    assert not QABot(early, WordReader()).ask("how deep is the sea").partial


def test_a_kill_while_embedding_leaves_an_index_that_answers(tmp_path: Path, folder: Path) -> None:
    script = KILLED.replace("batch_passages=1", "batch_passages=1, text_first_megabytes=0.0")
    command = [sys.executable, "-c", script, str(folder), str(tmp_path / "index")]
    assert subprocess.run(command, check=False).returncode == -9
    opened = Index.open(tmp_path / "index", encoder=WordEncoder())
    assert QABot(opened, WordReader()).ask("where did Fleming find penicillin").partial
    encoder = WordEncoder()
    report = text_first(encoder, tmp_path / "index").sync()
    assert (report.unchanged, report.embedded) == (3, 1)
    assert not QABot(opened, WordReader()).ask("where did Fleming find penicillin").partial


def test_what_is_embedded_is_the_same_either_way(tmp_path: Path, folder: Path) -> None:
    write_articles(folder, {"titled.md": "---\ntitle: A moon\n---\nIt rose. It set."})
    seen = []
    for megabytes in (0.0, 100.0):
        encoder = WordEncoder()
        text_first(encoder, tmp_path / str(megabytes), megabytes).sync([folder])
        seen.append(sorted(encoder.seen))
    assert seen[0] == seen[1]


def test_a_later_sync_leaves_the_whole_index_in_place(early: Index, folder: Path) -> None:
    early.sync([folder])
    write_articles(folder, {"sea.txt": "The sea is deep."})
    asking = Asking(early, "how deep is the sea")
    early.sync(progress=asking)
    assert not any(answer.partial for answer in asking.answers)
    assert {answer.considered[0].passage.article.path for answer in asking.answers} <= ALL


def test_a_rebuild_of_an_index_that_waits(early: Index, folder: Path) -> None:
    with pytest.raises(SyncStopped):
        early.sync([folder], progress=stopping(lambda moved: moved.embedded == 1))
    assert early.sync(rebuild=True).embedded == 3
    assert early.status().unembedded == 0
    assert all_paths(early) == ALL


def test_copies_are_told_before_anything_is_embedded(early: Index, folder: Path) -> None:
    text = (folder / "wall.txt").read_text()
    write_articles(folder, {"copy.txt": text})
    asking = Asking(early, "what of the wall")
    early.sync([folder], progress=asking)
    assert [copy.path for copy in asking.answers[0].citations[0].copies] == ["wall.txt"]
