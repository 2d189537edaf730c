"""What is done with every article takes linear time, whatever its text repeats."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from qabot.dates.stated import stated_dates
from qabot.speech.attribution import attributions
from qabot.text.quotes import quotations
from qabot.text.sentences import sentences

CHARACTERS = 15_000
INSTANT = 0.05
"""Seconds below which a time is no evidence."""
WIDE = 3.0
"""Times as long as a text half as long may take; what is quadratic takes four times as long."""
MARKS = ("“", "`", "‘a", "‘a ", "'a ", "‹a", "«a", '"a ', "“a” ", "(", "[", "1. ", "1,", "a-", "—")
DATES = ("3 June ", "June 2024 ", "2024-01-02 ", "on Monday ", "last week ", "since ")
NAMES = ("Ann ", "Ann, ", "the president ", "that ", "he said, ", "“x,” said Ann Lee, ")
WORK: dict[str, tuple[Callable[[str], object], tuple[str, ...]]] = {
    "quotations": (quotations, MARKS),
    "sentences": (sentences, (*MARKS, "am 3. August ")),
    "attributions": (lambda text: attributions(text, sentences(text)), NAMES),
    "stated dates": (lambda text: stated_dates(text, "2024-06-03"), DATES),
}


def seconds(work: Callable[[str], object], text: str) -> float:
    started = time.thread_time()
    work(text)
    return time.thread_time() - started


def grows(work: Callable[[str], object], piece: str) -> bool:
    """Whether a text twice as long takes much more than twice the time, each time of three."""
    text = piece * (CHARACTERS // len(piece))
    return all(
        (twice := seconds(work, text + text)) > INSTANT and twice > WIDE * seconds(work, text)
        for _ in range(3)
    )


@pytest.mark.parametrize("name", WORK)
def test_time_is_linear(name: str) -> None:
    work, pieces = WORK[name]
    assert [piece for piece in pieces if grows(work, piece)] == []


def test_what_takes_longer_is_found() -> None:
    assert grows(lambda text: sum(1 for _ in range(len(text) ** 2 // 200)), "a")
