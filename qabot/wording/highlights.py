"""Which characters of an article are marked, and why."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from qabot.types import Answer, Citation, Span


class Mark(StrEnum):
    """How strongly a piece of an article is marked."""

    NONE = "none"
    OTHER = "other"
    CITED = "cited"
    ANSWER = "answer"
    FOUND = "found"
    FOUND_HERE = "found-here"


@dataclass(frozen=True, slots=True)
class Marks:
    """What is marked in an article: the sentence looked at, its short answer, other citations.

    ``answer`` lies inside ``cited``; ``found`` is what words were looked for, in order, and
    ``found_here`` the one of them that is looked at. All are of the article's text.
    """

    cited: Span
    answer: Span | None = None
    others: tuple[Span, ...] = ()
    found: Sequence[Span] = ()
    found_here: Span | None = None


def marks(answer: Answer | None, citation: Citation) -> Marks:
    """The marks of a citation in its article, among the answer's other citations of it."""
    if answer is None:
        return Marks(citation.span)
    others = (
        other.span
        for other in answer.citations
        if other.article.path == citation.article.path and other.span != citation.span
    )
    inside = answer.span_in(citation)
    start = citation.span.start
    return Marks(citation.span, inside and inside.shifted(start), tuple(sorted(others)))


def marks_in(text: str, answer: Answer | None, citation: Citation) -> Marks | None:
    """The marks as they were, or where the sentence stands now; None if it is not there."""
    if citation.span.of(text) == citation.text:
        return marks(answer, citation)
    start = text.find(citation.text)
    if start < 0:
        return None
    by = start - citation.span.start
    inside = marks(answer, citation).answer
    return Marks(citation.span.shifted(by), inside and inside.shifted(by))


def pieces(line: Span, marked: Marks) -> Iterator[tuple[Span, Mark]]:
    """A line cut where its marks begin and end, each piece with the strongest of its marks."""
    layers = [(span, Mark.OTHER) for span in marked.others]
    layers.append((marked.cited, Mark.CITED))
    if marked.answer:
        layers.append((marked.answer, Mark.ANSWER))
    layers += [(span, Mark.FOUND) for span in _reaching_into(line, marked.found)]
    if marked.found_here:
        layers.append((marked.found_here, Mark.FOUND_HERE))
    touching = [(span, mark) for span, mark in layers if span.overlaps(line)]
    edges = {line.start, line.end}
    edges.update(max(span.start, line.start) for span, _ in touching)
    edges.update(min(span.end, line.end) for span, _ in touching)
    for start, end in pairwise(sorted(edges)):
        piece = Span(start, end)
        found = [mark for span, mark in touching if span.contains(piece)]
        yield piece, found[-1] if found else Mark.NONE


def _reaching_into(line: Span, spans: Sequence[Span]) -> Sequence[Span]:
    """Those of ordered, disjoint spans that share something with a line."""
    first = bisect_right(spans, line.start, key=lambda span: span.end)
    return spans[first : bisect_left(spans, line.end, key=lambda span: span.start)]
