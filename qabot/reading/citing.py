"""The gate: the only way from an article to a citation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from qabot.errors import CitationError
from qabot.reading.outcome import Outcome
from qabot.store.snapshot import Snapshot
from qabot.text.sentences import sentences
from qabot.types import (
    Answer,
    Article,
    ArticleRef,
    Citation,
    CitedSpan,
    DifferingAnswer,
    Source,
    Span,
)
from qabot.types.explanations import ScoredSentence


def cite(
    article: Article,
    span: Span,
    *,
    number: int,
    score: float,
    expected: str,
    also: Sequence[Source] = (),
    copies: Sequence[ArticleRef] = (),
) -> Citation:
    """A citation of the article's text at ``span``.

    Args:
        expected: the text that reading worked on; it must be what the article prints there.

    Raises:
        CitationError: the span lies outside the article, or its text is not ``expected``.
    """
    text = span.of(article.text)
    if len(text) != len(span) or text != expected:
        raise CitationError(
            f"{article.path} [{span.start}, {span.end}): the article prints {text!r}, "
            f"not {expected!r}"
        )
    return Citation(number, article.reference, span, text, score, tuple(also), tuple(copies))


def cite_groups(snapshot: Snapshot, groups: Sequence[list[ScoredSentence]]) -> tuple[Citation, ...]:
    """Sentences that print alike, each group as one citation, numbered from 1."""
    return tuple(
        cite_group(snapshot, group, number) for number, group in enumerate(groups, start=1)
    )


def cite_group(snapshot: Snapshot, group: list[ScoredSentence], number: int) -> Citation:
    """The first sentence of a group; the others are further places where it stands."""
    best = group[0]
    return cite(
        snapshot.article(best.stored.article_id),
        best.span,
        number=number,
        score=best.score,
        expected=best.text,
        also=[Source(sentence.stored.article, sentence.span) for sentence in group[1:]],
        copies=copies_cited(snapshot, best.stored.article_id),
    )


Cited = TypeVar("Cited", Answer, Outcome)


def with_stale(snapshot: Snapshot, cited: Cited) -> Cited:
    """The same with citations marked, also of answers that differ, whose file is out of reach."""
    agreed = cited.agreement
    differing: tuple[DifferingAnswer, ...] = agreed.differing if agreed else ()
    citations = [*cited.citations, *(one.citation for one in differing)]
    stale = snapshot.stale_among([citation.article.path for citation in citations])
    if not stale:
        return cited

    def marked(citation: Citation) -> Citation:
        return replace(citation, stale=citation.article.path in stale)

    others = tuple(replace(one, citation=marked(one.citation)) for one in differing)
    return replace(
        cited,
        citations=tuple(map(marked, cited.citations)),
        agreement=agreed and replace(agreed, differing=others),
    )


def copies_cited(snapshot: Snapshot, article_id: int) -> list[ArticleRef]:
    """The other articles that print the same story."""
    group = snapshot.copies_of([article_id]).get(article_id, {})
    return [article for number, article in group.items() if number != article_id]


def cite_sentence_at(article: Article, place: Span, *, number: int) -> Citation | None:
    """The sentence of an article that a place lies in, or begins in; None between sentences."""
    for span in sentences(article.text, article.language):
        if span.overlaps(place):
            return cite(article, span, number=number, score=0.0, expected=span.of(article.text))
    return None


def cited_span(citations: Iterable[Citation], article: ArticleRef, span: Span) -> CitedSpan | None:
    """Where a piece of an article stands in the first citation that prints all of it."""
    for citation in citations:
        if citation.article == article and citation.span.contains(span):
            return CitedSpan(citation.number, span.shifted(-citation.start))
    return None


def cited_article(snapshot: Snapshot, citation: Citation) -> Article | None:
    """The article that a citation is of, although its path may have changed since it was made.

    Paths change where folders come to an index, or go. Of the articles that the path may mean it
    is the one that prints the sentence in its place, or else anywhere, or else the first.
    """

    def printed(article: Article) -> int:
        in_place = citation.span.of(article.text) == citation.text
        return in_place + (citation.text in article.text)

    return max(snapshot.articles_called(citation.article.path), key=printed, default=None)


def cite_again(snapshot: Snapshot, answer: Answer) -> Answer:
    """An answer out of a saved session with each citation compared with its article again.

    A sentence that the article now prints elsewhere is cited there. One that it does not
    print any more is kept as it was saved and marked ``outdated``; so is one whose article the
    index has no more.
    """
    citations = {one.number: _cited_again(snapshot, one) for one in answer.citations}
    agreed = answer.agreement
    if agreed is not None:
        differing = tuple(
            replace(one, citation=citations.get(one.citation.number, one.citation))
            for one in agreed.differing
        )
        agreed = replace(agreed, differing=differing)
    again = replace(answer, citations=tuple(citations.values()), agreement=agreed)
    return with_stale(snapshot, again)


def _cited_again(snapshot: Snapshot, citation: Citation) -> Citation:
    article = cited_article(snapshot, citation)
    span = _nearest(citation, article.text) if article else None
    if article is None or span is None:
        return replace(citation, outdated=True)
    return cite(
        article,
        span,
        number=citation.number,
        score=citation.score,
        expected=citation.text,
        also=citation.also,
        copies=citation.copies,
    )


def _nearest(citation: Citation, text: str) -> Span | None:
    """Where an article prints a citation, nearest to where it was."""
    if citation.span.of(text) == citation.text:
        return citation.span
    starts = [match.start() for match in re.finditer(re.escape(citation.text), text)]
    if not starts:
        return None
    start = min(starts, key=lambda start: abs(start - citation.span.start))
    return Span(start, start + len(citation.text))
