"""An article as a page shows it: a part of its text in paragraphs, with what is marked in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qabot.reading.citing import cited_article
from qabot.store.snapshot import Snapshot
from qabot.types import Answer, Article, ArticleRef, Citation, Span
from qabot.wording.common_words import visible
from qabot.wording.highlights import Mark, Marks, marks_in, pieces

PART = 40_000
"""Characters of a text on one page: more than nearly all articles have, and 45 KB."""
BESIDE = 20_000
"""Characters beside an answer, where the whole article is a click away."""
_LOOSE = 2_000
"""Characters before the end of a part in which a line may end it."""
_UNMARKED = Marks(Span(0, 0))
_CHANGED = "The article has changed: this sentence is not in it any more."


@dataclass(frozen=True, slots=True)
class MarkedPiece:
    """Words of one mark; ``first`` tells the piece to be brought into view."""

    words: str
    mark: Mark
    first: bool = False


@dataclass(frozen=True, slots=True)
class ArticleView:
    """A part of an article; ``part`` is its number, from 1, of ``parts``."""

    article: ArticleRef
    paragraphs: tuple[tuple[MarkedPiece, ...], ...]
    part: int = 1
    parts: int = 1
    problem: str = ""


def cited_view(snapshot: Snapshot, answer: Answer, citation: Citation) -> ArticleView | None:
    """The article of a citation with the sentence marked; None if the index has it no more."""
    article = cited_article(snapshot, citation)
    if article is None:
        return None
    found = marks_in(article.text, answer, citation)
    return view_of(article, found or _UNMARKED, size=BESIDE, problem="" if found else _CHANGED)


def view_of(
    article: Article,
    marked: Marks = _UNMARKED,
    *,
    part: int | None = None,
    size: int = PART,
    problem: str = "",
) -> ArticleView:
    """A part of an article.

    Args:
        article: with its text.
        marked: what is marked.
        part: which one; by default the one in which the marked sentence begins.
        size: characters of a part, roughly.
        problem: what is said above it.
    """
    spans = list(_parts(article.text, size))
    chosen = _part_with(spans, marked.cited.start) if part is None else part
    number = min(max(chosen, 1), len(spans))
    paragraphs = tuple(
        tuple(_pieces(article.text, span, marked))
        for span in _paragraphs(article.text, spans[number - 1])
        if not _repeats_title(article, span, marked)
    )
    return ArticleView(article.reference, paragraphs, number, len(spans), problem)


def _part_with(spans: list[Span], place: int) -> int:
    return next((n for n, span in enumerate(spans, start=1) if place < span.end), len(spans))


def _parts(text: str, size: int) -> Iterator[Span]:
    """A partition of the text into parts that end with a line where they can."""
    start = 0
    while len(text) - start > size:
        line_end = text.rfind("\n", start + size - _LOOSE, start + size) + 1
        end = line_end or start + size
        yield Span(start, end)
        start = end
    yield Span(start, len(text))


def _paragraphs(text: str, part: Span) -> Iterator[Span]:
    """What stands between empty lines, without the white space around it."""
    begun: int | None = None
    end = place = part.start
    for line in part.of(text).splitlines(keepends=True):
        if line.isspace():
            if begun is not None:
                yield Span(begun, end)
            begun = None
        else:
            begun = place if begun is None else begun
            end = place + len(line.rstrip())
        place += len(line)
    if begun is not None:
        yield Span(begun, end)


def _repeats_title(article: Article, paragraph: Span, marked: Marks) -> bool:
    """Whether the text begins with the title, which stands above it, and nothing is cited there."""
    spans = (marked.cited, *marked.others)
    cited = any(span.overlaps(paragraph) for span in spans)
    return not (paragraph.start or cited) and paragraph.of(article.text) == article.title


def _pieces(text: str, paragraph: Span, marked: Marks) -> Iterator[MarkedPiece]:
    for span, mark in pieces(paragraph, marked):
        first = span.start == max(marked.cited.start, paragraph.start) and mark is not Mark.NONE
        begins = first and span.contains(Span(marked.cited.start, marked.cited.start))
        yield MarkedPiece(visible(span.of(text)), mark, begins)
