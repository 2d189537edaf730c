"""Once the time is spent, the best found so far is the answer, and it says so."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import count
from pathlib import Path

import pytest

from qabot.asking import Asking
from qabot.bot import QABot
from qabot.config import Settings
from qabot.index import Index
from qabot.protocols import Reader
from qabot.questions.understanding import understand
from qabot.reading.candidates import read_sentences
from qabot.reading.time_budget import TimeBudget
from qabot.types import Answer, Filters, Verdict
from qabot.wording.answer_lines import OUT_OF_TIME, head_lines
from tests.conftest import write_articles
from tests.doubles import PointingReader
from tests.reading.sentences import sentence

SPEECHES = {
    f"{day}.md": f"---\npublished: 2024-05-0{day}\n---\n"
    f"“The wall is {height} feet high,” Jonas Relk said of the wall.\n"
    for day, height in ((1, 30), (2, 40), (3, 50))
}


class Clock:
    """Each look at it takes a second."""

    def __init__(self) -> None:
        self._seconds: Iterator[int] = count()

    def __call__(self) -> float:
        return next(self._seconds)


@pytest.fixture
def speeches(index: Index, tmp_path: Path) -> Index:
    write_articles(tmp_path / "speeches", SPEECHES)
    index.sync([tmp_path / "speeches"])
    return index


def asked(index: Index, question: str, budget: TimeBudget, reader: Reader | None = None) -> Answer:
    settings = index.settings
    with index.snapshot() as snapshot:
        asking = Asking(snapshot, index.encoder, reader, settings, budget=budget)
        made = asking.attempt(understand(question, (), date(2024, 6, 1), settings))
        return made.answer(question, Filters(), None)


def test_a_step_that_is_left_out_is_noted() -> None:
    budget = TimeBudget(2.0, Clock())
    assert budget.has_time()
    assert not budget.ran_out
    assert not budget.has_time()
    assert budget.ran_out


def test_what_is_no_part_of_looking_is_not_counted() -> None:
    budget = TimeBudget(2.0, Clock())
    budget.extend(5.0)
    assert [budget.has_time() for _ in range(7)] == [True] * 6 + [False]


def test_all_windows_are_read_while_there_is_plenty_of_time() -> None:
    reader = PointingReader("wall")
    sentences = [sentence(f"The wall is {height}.", article=height) for height in range(5)]
    settings = Settings.of(window_characters=1, windows_first=5)
    read = read_sentences(reader, "how high", sentences, settings, TimeBudget(60.0, Clock()))
    assert len(reader.seen) == 5
    assert all(one.reading for one in read)


@pytest.mark.parametrize(("word", "windows"), [("wall is 0", 2), ("wall is 3", 4), ("roof", 5)])
def test_no_more_windows_are_read_than_it_takes(word: str, windows: int) -> None:
    reader = PointingReader(word)
    sentences = [sentence(f"The wall is {height}.", article=height) for height in range(5)]
    settings = Settings.of(window_characters=1, windows_first=2)
    budget = TimeBudget(60.0, Clock())
    read_sentences(reader, "how high", sentences, settings, budget)
    assert len(reader.seen) == windows
    assert not budget.ran_out


def test_the_best_windows_are_read_while_there_is_little_time() -> None:
    reader = PointingReader("wall")
    sentences = [sentence(f"The wall is {height}.", article=height) for height in range(5)]
    budget = TimeBudget(3.0, Clock())
    assert budget.has_time()
    settings = Settings.of(window_characters=1)
    read = read_sentences(reader, "how high", sentences, settings, budget)
    assert [one.reading is not None for one in read] == [True, True, False, False, False]
    assert len(reader.seen) == 2
    assert budget.ran_out


@pytest.mark.parametrize("seconds", [0.5, 1.5, 4.5])
def test_an_answer_is_partial_only_if_a_window_was_left_out(seconds: float) -> None:
    reader = PointingReader("wall")
    sentences = [sentence(f"The wall is {height}.", article=height) for height in range(5)]
    budget = TimeBudget(seconds, Clock())
    settings = Settings.of(window_characters=1, windows_first=5)
    read = read_sentences(reader, "how high", sentences, settings, budget)
    count = sum(one.reading is not None for one in read)
    assert (count, budget.ran_out) == {0.5: (1, True), 1.5: (2, True), 4.5: (5, False)}[seconds]


def test_the_statements_found_so_far_answer(speeches: Index) -> None:
    whole = asked(speeches, "what did Relk say?", TimeBudget())
    partial = asked(speeches, "what did Relk say?", TimeBudget(1.5, Clock()))
    assert len(whole.citations) == 3
    assert len(partial.citations) == 2
    assert partial.verdict is Verdict.ANSWERED
    assert (whole.out_of_time, partial.out_of_time, partial.partial) == (False, True, True)


def test_articles_are_compared_if_there_is_time(speeches: Index) -> None:
    reader = PointingReader("30", "40", "50")
    question = "How many feet high is the wall?"
    whole = asked(speeches, question, TimeBudget(), reader)
    partial = asked(speeches, question, TimeBudget(0.5, Clock()), reader)
    assert whole.agreement is not None
    assert partial.agreement is None
    assert partial.out_of_time


def test_an_answer_says_that_time_ran_out(speeches: Index) -> None:
    hurried = Settings.of(answer_seconds=1e-9)
    index = Index.open(speeches.folder, hurried, encoder=speeches.encoder)
    answer = QABot(index).ask("what did Relk say?")
    assert answer.out_of_time
    assert len(answer.citations) == 1
    assert "".join(piece.words for piece in next(head_lines(answer)).pieces) == OUT_OF_TIME
    assert not QABot(speeches).ask("what did Relk say?").partial
