from __future__ import annotations

import pytest

from qabot.evaluation.wordings import answer_words, says_the_same


def test_words_are_compared_without_marks_and_grammar() -> None:
    assert answer_words("At the “Ministry” of Fish, on £3-a-day") == [
        "ministry",
        "fish",
        "3",
        "day",
    ]
    assert answer_words("in the") == []


@pytest.mark.parametrize(
    ("given", "right"),
    [
        ("ten red balloons", "ten green balloons"),  # F1 2/3
        ("red balloons", "red balloons over the old harbour wall"),  # F1 4/7, and a part
        ("harbour", "a wall beside the old harbour in Kiel"),  # a telling part
        ("42", "42 or perhaps 43 boats came back"),  # a number is telling however short
        ("the harbour master, Ms Ida Holm, since spring", "Ida Holm"),  # holds all of it
    ],
)
def test_a_short_answer_that_a_person_would_take(given: str, right: str) -> None:
    assert says_the_same(given, [right])
    assert says_the_same(given, ["zebra", right])


@pytest.mark.parametrize(
    ("given", "right"),
    [
        ("", "harbour"),
        ("of the", "of the harbour"),
        ("it is", "it is a wall beside the old harbour in Kiel"),
        ("yellow boats", "red boats lay in three harbours of Kiel"),  # F1 2/8
        ("harbour", "the"),
        (" ".join(f"word{number}" for number in range(30)) + " Holm", "Holm"),
    ],
)
def test_a_short_answer_that_nobody_would_take(given: str, right: str) -> None:
    assert not says_the_same(given, [right])


def test_thirty_words_may_hold_the_answer() -> None:
    assert says_the_same(" ".join(f"word{number}" for number in range(29)) + " Holm", ["Holm"])


def test_without_right_wordings_nothing_is_right() -> None:
    assert not says_the_same("harbour", [])
