"""What is done with every article takes linear time, whatever its text repeats."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from qabot.dates.stated import stated_dates
from qabot.speech.attribution import attributions
from qabot.text.quotes import quotations
from qabot.text.sentences import sentences
from tests.growth import grows_too_fast

CHARACTERS = 4_000
MARKS = ("“", "`", "‘a", "‘a ", "'a ", "‹a", "«a", '"a ', "“a” ", "(", "[", "1. ", "1,", "a-", "—")
DATES = ("3 June ", "June 2024 ", "2024-01-02 ", "on Monday ", "last week ", "since ")
NAMES = ("Ann ", "Ann, ", "the president ", "that ", "he said, ", "“x,” said Ann Lee, ")
WORK: dict[str, tuple[Callable[[str], object], tuple[str, ...]]] = {
    "quotations": (quotations, MARKS),
    "sentences": (sentences, (*MARKS, "am 3. August ")),
    "attributions": (lambda text: attributions(text, sentences(text)), NAMES),
    "stated dates": (lambda text: stated_dates(text, "2024-06-03"), DATES),
}


@pytest.mark.parametrize("name", WORK)
def test_time_is_linear(name: str) -> None:
    work, pieces = WORK[name]

    def repeated(piece: str, characters: int) -> object:
        return work(piece * (characters // len(piece)))

    slow = [piece for piece in pieces if grows_too_fast(partial(repeated, piece), CHARACTERS)]
    assert slow == []


@pytest.mark.parametrize(("power", "expected"), [(1, False), (2, True)])
def test_what_takes_longer_is_found(power: int, expected: bool) -> None:
    spent = [0.0]

    def work(size: int) -> None:
        spent[0] += size**power

    assert grows_too_fast(work, 10, clock=lambda: spent[0]) is expected
