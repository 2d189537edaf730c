"""The gate: the only way from an article to a citation."""

from __future__ import annotations

from collections.abc import Sequence

from qabot.errors import CitationError
from qabot.types import Article, Citation, Source, Span


def cite(
    article: Article,
    span: Span,
    *,
    number: int,
    score: float,
    expected: str,
    also: Sequence[Source] = (),
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
    return Citation(number, article.reference, span, text, score, tuple(also))
