"""Names with a number: which one of a row a question is about, and whether a text is of another."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qabot.english.calendar import MONTH_ABBREVIATIONS, MONTHS
from qabot.english.function_words import FUNCTION_WORDS, PREPOSITIONS
from qabot.types import Span

_NUMBERED = re.compile(
    r"(?<![\w’'])(?P<word>[^\W\d_]{2,})[ -](?P<number>\d{1,3})(?![\w,.:%/–-]*\d|[%\w])"
)
"""A word and a number of up to three digits behind it: no year, share, price or date."""
_ROWS = frozenset(
    "act article chapter channel clause division flight group grade level line page paragraph part"
    " phase platform room round route schedule section series stage step team type version volume"
    " zone".split()
)
"""What is numbered in small letters, too."""
_NO_NAMES = (
    FUNCTION_WORDS | PREPOSITIONS | {word.lower() for word in (*MONTHS, *MONTH_ABBREVIATIONS)}
)


def numbered_names(text: str) -> Iterator[tuple[str, int, Span]]:
    """The names with a number that a text prints: the word in small letters, number, place."""
    for match in _NUMBERED.finditer(text):
        word = match["word"].lower()
        named = match["word"][0].isupper() or word in _ROWS
        if named and word not in _NO_NAMES:
            yield word, int(match["number"]), Span(*match.span())


def other_one(question: str, *texts: str) -> tuple[Span, Span, str] | None:
    """Which of a row a question asks about, where a text is of another one of it.

    "Voyager 2", and the text prints "Voyager 1" alone.

    Returns:
        The place in the question, the place of the other one, and the text that has it.
    """
    for word, number, asked in numbered_names(question):
        for text in texts:
            told = [(other, place) for name, other, place in numbered_names(text) if name == word]
            if told and all(other != number for other, _ in told):
                return asked, told[0][1], text
    return None
