"""Which characters of an article are marked, and why."""

from __future__ import annotations

from collections.abc import Iterator
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


@dataclass(frozen=True, slots=True)
class Marks:
    """What is marked in an article: the sentence looked at, its short answer, other citations.

    ``answer`` lies inside ``cited``; all are of the article's text.
    """

    cited: Span
    answer: Span | None = None
    others: tuple[Span, ...] = ()


def marks(answer: Answer, citation: Citation) -> Marks:
    """The marks of a citation in its article, among the answer's other citations of it."""
    others = (
        other.span
        for other in answer.citations
        if other.article.path == citation.article.path and other.span != citation.span
    )
    inside = answer.span_in(citation)
    start = citation.span.start
    return Marks(citation.span, inside and inside.shifted(start), tuple(sorted(others)))


def marks_in(text: str, answer: Answer, citation: Citation) -> Marks | None:
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
    touching = [(span, mark) for span, mark in layers if span.overlaps(line)]
    edges = {line.start, line.end}
    edges.update(max(span.start, line.start) for span, _ in touching)
    edges.update(min(span.end, line.end) for span, _ in touching)
    for start, end in pairwise(sorted(edges)):
        piece = Span(start, end)
        found = [mark for span, mark in touching if span.contains(piece)]
        yield piece, found[-1] if found else Mark.NONE
