"""A short answer that breaks off inside a number: "two" of "two million" is another answer."""

from __future__ import annotations

import re

from qabot.english.number_words import FRACTIONS, ONES, POWERS, TEENS, TENS
from qabot.types import Span

_ONES, _TEENS, _TENS = map("|".join, (ONES, TEENS, TENS))
_POWERS = "|".join(POWERS)
_PARTS = "|".join(f"{part}s?" for part in FRACTIONS)
_WORD = (
    rf"(?:(?:{_TENS})(?:[- ](?:{_ONES}))?|{_TEENS}|{_ONES})"
    rf"(?!\w|-(?!(?:{_PARTS}|{_POWERS})\b))"
)
_REST = rf"(?: and (?:{_WORD})(?! (?:{_POWERS})\b))"
"""What follows a hundred; "between one hundred and two hundred" are two numbers."""
_HALF = rf"(?: and a half(?: (?:{_POWERS})\b)?)"
_NUMBER = re.compile(
    r"(?<![\w.])(?:(?:[A-Z]{0,3}[$£€¥₹]\s?)?\d+(?:[.,:/–-]\d+)*"
    rf"(?:st|nd|rd|th|(?:[- ]?(?:{_POWERS})\b|[mk]\b)*{_HALF}?)?"
    rf"|(?:{_WORD}(?:[- ](?:{_POWERS}|dozen)\b{_REST}?)*{_HALF}?))(?:-(?:{_PARTS})\b)?"
    r"(?:\s?(?:%|‰|pct\b|per\s?cent\b))?",
    re.IGNORECASE,
)


def whole_number(text: str, span: Span) -> Span:
    """The span, made as long as the numbers that it has a part of.

    A power ("mln"), a part ("-thirds"), a per cent and a currency sign belong to a number; the
    word for what is counted does not.
    """
    start, end = span.start, span.end
    for number in printed_numbers(text):
        if number.overlaps(span):
            start, end = min(start, number.start), max(end, number.end)
    return Span(start, end)


def printed_numbers(text: str) -> list[Span]:
    """The whole numbers of a text, in order."""
    return [Span(*match.span()) for match in _NUMBER.finditer(text)]
