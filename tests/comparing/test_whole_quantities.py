"""Numbers as answers, with their qualifier and unit."""

from __future__ import annotations

import pytest

from qabot.comparing.whole_quantities import whole_quantity
from qabot.types import Span


def whole(sentence: str, read: str, counted: str = "") -> str:
    start = sentence.index(read)
    return whole_quantity(sentence, Span(start, start + len(read)), counted).of(sentence)


@pytest.mark.parametrize(
    ("sentence", "read", "quantity"),
    [
        ("It drew about 3,000 people.", "3,000", "about 3,000 people"),
        ("It cost more than £2m to build.", "£2m", "more than £2m"),
        ("The ship lay there for at least 40 years.", "40", "at least 40 years"),
        ("It lasts little more than 20 minutes.", "20 minutes", "little more than 20 minutes"),
        ("No more than three guests may come.", "three", "No more than three guests"),
        ("He drew an estimated two million viewers in May.", "two million", None),
        ("She scored 158 goals in 276 games.", "158", "158 goals"),
        ("It pays £600 a month to each.", "£600", "£600 a month"),
        ("The plan costs £5.5bn ($10bn) in all.", "$10bn", "£5.5bn ($10bn)"),
        ("The plan costs over £5.5bn ($10bn) in all.", "$10bn", "over £5.5bn ($10bn)"),
        ("Some 14 million people saw it.", "14 million", "Some 14 million people"),
        ("Turnout was just under 40% there.", "40%", "just under 40%"),
        ("He walked almost 11,000 miles.", "11,000 miles", "almost 11,000 miles"),
    ],
)
def test_qualifier_and_unit_belong_to_it(sentence: str, read: str, quantity: str | None) -> None:
    assert whole(sentence, read) == (quantity or "an estimated two million viewers")


@pytest.mark.parametrize(
    ("sentence", "read"),
    [
        ("The age was cut to 18.", "18"),
        ("Only the mayor spoke.", "the mayor"),
        ("He came third of 200 and left.", "200"),
        ("It was 5, dogs were 6.", "5"),
        ("The hall seats 300 when full.", "300"),
        ("Profit rose 40% sales fell.", "40%"),
    ],
)
def test_nothing_else_does(sentence: str, read: str) -> None:
    assert whole(sentence, read) == read


def test_what_is_counted_is_told_by_the_question() -> None:
    sentence = "Nine small overseas embassies close."
    assert whole(sentence, "Nine", "embassies") == "Nine small overseas embassies"
    assert whole(sentence, "Nine", "people") == "Nine"
    assert whole("All 12 rocket parts fell.", "12", "rocket") == "12 rocket parts"
