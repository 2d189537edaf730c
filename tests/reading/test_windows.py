from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qabot.config import Settings
from qabot.questions.kinds import Kind
from qabot.reading.candidates import read_sentences
from qabot.reading.time_budget import TimeBudget
from qabot.reading.windows import reading_windows, window
from qabot.types import PassageInput
from tests.doubles import PointingReader
from tests.reading.sentences import passage, placed

STORY = passage(
    "The rocket rose.", "It reached the moon.", "The crew slept.", "They woke.", title="Apollo"
)


@pytest.mark.parametrize(
    ("counts", "centre", "budget", "expected"),
    [
        ([10, 10, 10, 10, 10], 2, 30, [1, 2, 3]),
        ([10, 10, 10, 10, 10], 2, 29, [1, 2]),  # the one before comes first
        ([10, 10, 10, 10, 10], 2, 40, [0, 1, 2, 3]),
        ([10, 10, 10], 0, 20, [0, 1]),
        ([10, 10, 10], 2, 20, [1, 2]),
        ([10, 10, 10], 1, 99, [0, 1, 2]),
        ([5, 40, 10, 5, 5], 2, 20, [2, 3, 4]),  # what does not fit is not passed over
        ([5, 50, 5], 1, 20, [1]),  # longer than the budget, and still read
        ([7], 0, 0, [0]),
    ],
)
def test_sentences_that_fit_the_budget(
    counts: list[int], centre: int, budget: int, expected: list[int]
) -> None:
    assert list(window(counts, centre, budget)) == expected


@given(st.lists(st.integers(1, 50), min_size=1, max_size=20), st.data())
def test_a_window_holds_its_centre_and_cannot_grow(counts: list[int], data: st.DataObject) -> None:
    centre = data.draw(st.integers(0, len(counts) - 1))
    budget = data.draw(st.integers(0, 200))
    rows = window(counts, centre, budget)
    used = sum(counts[row] for row in rows)
    assert centre in rows
    assert rows.step == 1
    assert 0 <= rows.start < rows.stop <= len(counts)
    assert used <= max(budget, counts[centre])
    for neighbour in (rows.start - 1, rows.stop):
        if 0 <= neighbour < len(counts):
            assert used + counts[neighbour] > budget


def test_a_window_is_read_with_its_title() -> None:
    settings = Settings.of(window_characters=40)
    (only,) = reading_windows([placed(STORY, 1)], settings)
    assert only.input == PassageInput("Apollo", ("The rocket rose.", "It reached the moon."))
    assert only.places == [(1, STORY.sentences[0]), (1, STORY.sentences[1])]


def test_a_sentence_in_a_window_gets_none_of_its_own() -> None:
    settings = Settings.of(window_characters=40)
    found = reading_windows([placed(STORY, row) for row in (1, 0, 3)], settings)
    assert [list(window.rows) for window in found] == [[0, 1], [2, 3]]
    assert len(reading_windows([placed(STORY, row) for row in (1, 0, 3)], Settings())) == 1


def test_a_copy_gets_no_window() -> None:
    copy = passage("It  reached the MOON.", id=2, article=2)
    found = reading_windows([placed(STORY, 1), placed(copy, 0)], Settings())
    assert [window.passage.article_id for window in found] == [1]


def test_no_more_windows_than_are_read() -> None:
    apart = [placed(passage(f"Sentence {n}.", id=n, article=n), 0) for n in range(9)]
    found = reading_windows(apart, Settings.of(windows_read=4))
    assert [window.passage.article_id for window in found] == [0, 1, 2, 3]
    assert reading_windows(apart, Settings.of(windows_read=0)) == []


def test_sentences_keep_their_order_and_get_their_readings() -> None:
    reader = PointingReader("moon")
    asked = [placed(STORY, 3), placed(STORY, 1)]
    found = read_sentences(
        reader, "what was reached", asked, Settings.of(window_characters=40), TimeBudget()
    )
    assert [one.text for one in found] == ["They woke.", "It reached the moon."]
    readings = [one.reading for one in found]
    assert readings[0] is not None and readings[0].score == -10.0
    assert readings[1] is not None and readings[1].span.of(found[1].text) == "moon"
    assert len(reader.seen) == 2
    assert [replace(one, reading=None).span for one in found] == [one.span for one in asked]


def test_what_is_not_read_has_no_reading_but_a_copy_shares_one() -> None:
    copy = passage("It reached the moon.", id=2, article=2)
    other = passage("Bread is baked.", id=3, article=3)
    asked = [placed(STORY, 1), placed(copy, 0), placed(other, 0)]
    found = read_sentences(
        PointingReader("moon"), "what", asked, Settings.of(windows_read=1), TimeBudget()
    )
    assert [one.reading and one.reading.score for one in found] == [10.0, 10.0, None]


def test_windows_are_read_in_the_order_of_ranking_without_a_reader() -> None:
    vague = placed(passage("Bread is baked.", id=2, article=2), 0, score=0.1)
    exact = placed(passage("Bread costs 3 crowns.", id=3, article=3), 0)
    settings = Settings.of(windows_read=1)

    def read(kind: Kind) -> list[bool]:
        found = read_sentences(
            PointingReader("bread"), "bread", [vague, exact], settings, TimeBudget(), kind=kind
        )
        return [one.reading is not None for one in found]

    assert read(Kind.NUMBER) == [False, True]
    assert read(Kind.OTHER) == [True, False]


def test_of_two_readings_the_better_one_stays() -> None:
    first = passage("It reached the moon.", "The crew slept.")
    later = passage("The crew slept.", "They woke.", id=2)

    class Rising:
        name = "rising"

        def read(self, question: str, windows: object) -> object:
            values = iter((1.0, 2.0, 5.0, 3.0))
            reader = PointingReader().read(question, windows)  # type: ignore[arg-type]
            return [tuple(replace(one, score=next(values)) for one in row) for row in reader]

    asked = [placed(first, 0), placed(later, 1), placed(first, 1)]
    found = read_sentences(Rising(), "what", asked, Settings(), TimeBudget())  # type: ignore[arg-type]
    assert [one.reading and one.reading.score for one in found] == [1.0, 3.0, 5.0]


def test_a_reading_repeats_the_question_if_it_has_no_word_of_its_own() -> None:
    asked = [placed(STORY, 1)]

    def repeats(found: str, question: str) -> bool:
        return read_sentences(PointingReader(found), question, asked, Settings(), TimeBudget())[
            0
        ].repeats

    assert repeats("moon", "Who went to the moon?")
    assert not repeats("moon", "What was reached?")
    assert not repeats("reached the moon", "Who went to the moon?")
