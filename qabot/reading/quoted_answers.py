"""Quotation marks at the edges of a short answer: each has its partner inside, or is left out."""

from __future__ import annotations

from qabot.text.quotes import quotations_within
from qabot.types import Span

_NEAREST = 2
"""Code points, a mark and a comma, by which an answer may grow to take in a mark."""
_DOUBLE = frozenset('"“”„«»')


def with_paired_marks(sentence: str, span: Span) -> Span:
    """A span of a sentence that holds both marks of a quotation or, at its edges, none.

    One that is broken off elsewhere ("he called it “a mess) is left as it is.
    """
    if span == Span(0, len(sentence)):
        return span
    start, end = span.start, span.end
    quotes = quotations_within(sentence, Span(0, len(sentence)))
    for quote in quotes:
        opens = start <= quote.start < end
        closes = start < quote.end <= end
        if opens and not closes:
            start, end = _with_end(quote, start, end)
        elif closes and not opens:
            start, end = _with_start(quote, start, end)
    return _without_strays(sentence, Span(start, end), quotes)


def _with_end(quote: Span, start: int, end: int) -> tuple[int, int]:
    if quote.end - end <= _NEAREST:
        return start, quote.end
    return (start + 1, end) if start == quote.start else (start, end)


def _with_start(quote: Span, start: int, end: int) -> tuple[int, int]:
    if start - quote.start <= _NEAREST:
        return quote.start, end
    return (start, end - 1) if end == quote.end else (start, end)


def _without_strays(sentence: str, span: Span, quotes: list[Span]) -> Span:
    """A span without marks at its edges that no quotation inside it begins or ends with."""
    start, end = span.start, span.end
    begun, ended = {quote.start for quote in quotes}, {quote.end for quote in quotes}
    while start < end and _is_stray(sentence, start, start in begun):
        start += 1
    while start < end and _is_stray(sentence, end - 1, end in ended):
        end -= 1
    kept = sentence[start:end].strip(" ,") if (start, end) != (span.start, span.end) else ""
    if not kept:
        return span
    start = sentence.index(kept, start)
    return Span(start, start + len(kept))


def _is_stray(sentence: str, position: int, paired: bool) -> bool:
    return sentence[position] in _DOUBLE and not paired
