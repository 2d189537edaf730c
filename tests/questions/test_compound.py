"""Two questions in one."""

from __future__ import annotations

from datetime import date

import pytest

from qabot.questions.compound import parts_of
from qabot.questions.followups import Turn
from qabot.questions.kinds import Kind
from qabot.questions.understanding import understand


@pytest.mark.parametrize(
    ("question", "first", "second"),
    [
        ("Who dug the mine and when?", "Who dug the mine?", "when dug the mine?"),
        ("who won, and by how much", "who won?", "by how much won?"),
        ("Who dug it and in which year?", "Who dug it?", "in which year dug it?"),
        ("When and where was Dee born?", "When was Dee born?", "where was Dee born?"),
        ("What is a tarn and who named it?", "What is a tarn?", "who named it?"),
        ("How many men sank and why?", "How many men sank?", "why men sank?"),
    ],
)
def test_both_questions(question: str, first: str, second: str) -> None:
    assert parts_of(question) == (first, second)


@pytest.mark.parametrize(
    "question",
    [
        "Who dug the mine?",
        "Who said what happened and why?",
        "What did Dee say about how and why it sank?",
        "What is black and white?",
        "Who said “we won” and when?",
        "Did it sink and why?",
    ],
)
def test_one_question(question: str) -> None:
    assert parts_of(question) is None


def test_the_second_is_understood_after_the_first() -> None:
    asked = understand("Who found the Sea Witch and how deep is it?", [Turn("What sank?")])
    assert asked.text == asked.standalone == "Who found the Sea Witch and how deep is it?"
    assert asked.wanted.kind is Kind.PERSON
    assert asked.further is not None and asked.further.wanted.kind is Kind.NUMBER
    assert "Sea Witch" in asked.further.standalone


def test_dates_keep_their_places() -> None:
    asked = understand("Where and when did it sink in May 2003?", today=date(2004, 1, 1))
    assert asked.dates is not None
    assert asked.dates.span.of(asked.standalone) == "in May 2003"
