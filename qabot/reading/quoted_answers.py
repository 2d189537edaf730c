"""Marks and brackets in a short answer: each has its partner inside, or is left out."""

from __future__ import annotations

from qabot.text.quotes import quotations_within
from qabot.types import Span

_NEAREST = 2
"""Code points, a mark and a comma, by which an answer may grow to take in a mark."""
_BETWEEN = 60
"""Code points that may stand between the parts of what is said at once: ,” Mr Kerr said, “."""
_SHORT = 40
"""Code points of a quotation by which an answer that goes on behind it may grow to take it in."""
_OPENS, _CLOSES = frozenset("(["), frozenset(")]")
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


def whole_speech(sentence: str, span: Span) -> Span:
    """A span inside a quotation with all that is said at once, and who says it in between.

    "“It rains,” she said, “and it blows.”" for "it blows"; any other span as it is.
    """
    quotes = quotations_within(sentence, Span(0, len(sentence)))
    own = next((number for number, quote in enumerate(quotes) if quote.contains(span)), None)
    if own is None:
        return span
    first = last = own
    while first > 0 and _is_one_speech(sentence, quotes[first - 1], quotes[first]):
        first -= 1
    while last + 1 < len(quotes) and _is_one_speech(sentence, quotes[last], quotes[last + 1]):
        last += 1
    return span if first == last else Span(quotes[first].start, quotes[last].end)


def _is_one_speech(sentence: str, one: Span, other: Span) -> bool:
    """Whether a quotation breaks off at a comma and goes on in the next one."""
    between = sentence[one.end : other.start].rstrip()
    words_end = sentence[: one.end].rstrip("\"'”’»")
    return words_end.endswith(",") and between.endswith(",") and len(between) <= _BETWEEN


def with_paired_brackets(sentence: str, span: Span) -> Span:
    """A span of a sentence without a bracket that has no partner in it.

    "$10bn)" of "£5bn ($10bn)" loses it, and of "£5bn ($10bn) as prices fell" what is in it.
    """
    start, end, opened = span.start, span.end, []
    for place in range(span.start, span.end):
        if sentence[place] in _OPENS:
            opened.append(place)
        elif sentence[place] in _CLOSES and opened:
            opened.pop()
        elif sentence[place] in _CLOSES:
            start, end = (start, place) if place + 1 == span.end else (place + 1, end)
    if opened and opened[0] >= start:
        closing = sentence.find(")", end, end + _NEAREST)
        end = closing + 1 if closing >= 0 and len(opened) == 1 else opened[0]
    kept = sentence[start:end].strip(" ,")
    if not kept:
        return span
    start = sentence.index(kept, start)
    return Span(start, start + len(kept))


def _with_end(quote: Span, start: int, end: int) -> tuple[int, int]:
    if quote.end - end <= _NEAREST:
        return start, quote.end
    return (start + 1, end) if start == quote.start else (start, end)


def _with_start(quote: Span, start: int, end: int) -> tuple[int, int]:
    goes_on = quote.end < end and start - quote.start <= _SHORT
    if goes_on or start - quote.start <= _NEAREST:
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
