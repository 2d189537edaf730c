"""Quotations as spans, whatever marks an article prints them with."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from qabot.text.marks import QuotationMark, Side, double_marks
from qabot.text.sentences import paragraphs
from qabot.types import Span

_SINGLE = re.compile("['‘’]")
_ANY = re.compile("[\"“”„‟«»'‘`]")

_ELISION = re.compile(r"['‘’](?:\d|(?:em|til|tis|twas|cause|bout|round|n)\b)", re.IGNORECASE)
_ENDS_PHRASE = ".,;:!?…)]—–-"


def quotations(text: str) -> list[Span]:
    """Spans of the quoted stretches, marks included: ordered, disjoint, each in one paragraph.

    Only the outermost quotation is told: a quote inside a quote belongs to it. A quote interrupted
    by “he said” is two spans. One that is not closed ends with its paragraph, so a quote of
    several paragraphs, each opening with a mark, is a span for each. An apostrophe is not a quote.

    Linear in the length of the text.
    """
    return [quote for part in paragraphs(text) for quote in quotations_within(text, part)]


def quotations_within(text: str, paragraph: Span) -> list[Span]:
    """The quotations of one paragraph, for whoever has the paragraphs already."""
    part = paragraph.of(text)
    if not _ANY.search(part):
        return []
    found = _merged(list(_double_quotes(part)), _single_quotes(part))
    return [span.shifted(paragraph.start) for span in found]


def _double_quotes(part: str) -> Iterator[Span]:
    opened: QuotationMark | None = None
    for mark in double_marks(part):
        if opened and mark.side in (Side.OPENS, Side.OPENS_ONLY):
            yield Span(opened.start, opened.start + len(part[opened.start : mark.start].rstrip()))
        elif mark.side is Side.CLOSES and opened:
            yield Span(opened.start, mark.end)
            opened = None
        if mark.side in (Side.OPENS, Side.OPENS_ONLY):
            opened = mark
    if opened:
        yield Span(opened.start, len(part))


def _single_quotes(part: str) -> Iterator[Span]:
    """Quotes in single marks; a mark with a letter on both sides is an apostrophe.

    "the dogs' tails" ends a quote only if nothing better does before the next one opens.
    """
    marks = [m for m in _SINGLE.finditer(part) if not _is_apostrophe(part, m)]
    opens = [m.start() for m in marks if _opens_single(part, m)]
    closes = [m.end() for m in marks if m.group() != "‘" and not _before(part, m).isspace()]
    sure = [end for end in closes if _surely_closes(part, end)]
    reached = 0
    for number, start in enumerate(opens):
        if start < reached:
            continue
        limit = opens[number + 1] if number + 1 < len(opens) else len(part)
        end = _first_after(sure, start + 1, limit) or _first_after(closes, start + 1, limit)
        end = end or _first_after(sure, start + 1, len(part))
        if not end and start == 0 and part[0] == "‘":
            end = len(part)
        if end:
            yield Span(start, end)
            reached = end


def _is_apostrophe(part: str, match: re.Match[str]) -> bool:
    doubled = "'" in (_before(part, match), _after(part, match)) and match.group() == "'"
    inside = _before(part, match).isalnum() and _after(part, match).isalnum()
    return doubled or inside or bool(_ELISION.match(part, match.start()))


def _opens_single(part: str, match: re.Match[str]) -> bool:
    before = _before(part, match)
    apart = not before or before.isspace() or before in "(—–["
    return apart and match.group() != "’" and _after(part, match).isalnum()


def _surely_closes(part: str, end: int) -> bool:
    """Whether the mark before ``end`` cannot be the apostrophe of a plural's possessive."""
    after = part[end : end + 1]
    return part[end - 2] != "s" or not after or after in _ENDS_PHRASE


def _first_after(ends: list[int], start: int, limit: int) -> int:
    """The first of ``ends`` (ascending) beyond ``start + 1`` and not beyond ``limit``, or 0."""
    position = bisect_left(ends, start + 2)
    return ends[position] if position < len(ends) and ends[position] <= limit else 0


def _merged(double: list[Span], single: Iterator[Span]) -> list[Span]:
    """The outermost of both kinds in order; a single-marked one across another is none."""
    kept: list[Span] = []
    at = 0
    for span in single:
        while at < len(double) and double[at].end <= span.start:
            kept.append(double[at])
            at += 1
        inside = bisect_left(double, Span(span.end, span.end), at)
        if all(span.contains(other) for other in double[at:inside]):
            kept.append(span)
            at = inside
    return kept + double[at:]


def _before(part: str, match: re.Match[str]) -> str:
    return part[match.start() - 1] if match.start() else ""


def _after(part: str, match: re.Match[str]) -> str:
    return part[match.end() : match.end() + 1]
