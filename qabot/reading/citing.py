"""The gate: the only way from an article to a citation."""

from __future__ import annotations

from collections.abc import Sequence

from qabot.errors import CitationError
from qabot.indexing.snapshot import Snapshot
from qabot.types import Article, ArticleRef, Citation, Source, Span


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


def copies_cited(snapshot: Snapshot, article_id: int) -> list[ArticleRef]:
    """The other articles that print the same story."""
    group = snapshot.copies_of([article_id]).get(article_id, {})
    return [article for number, article in group.items() if number != article_id]
