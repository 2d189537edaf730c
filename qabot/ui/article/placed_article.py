"""The articles of places, out of the index as it is now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qabot.reading.citing import cite, cite_sentence_at, cited_article
from qabot.store.snapshot import Snapshot
from qabot.types import Article, ArticleMentions, Citation, ScoredPassage
from qabot.ui.article.article_place import ArticlePlace


def placed_article(snapshot: Snapshot, place: ArticlePlace) -> Article | None:
    """The article that is meant, although its path may have changed; None if it is gone."""
    if place.citation is None:
        return snapshot.article_by_path(place.article.path)
    return cited_article(snapshot, place.citation)


def cited_mentions(
    snapshot: Snapshot, found: Sequence[ArticleMentions]
) -> Iterator[Citation | None]:
    """The first sentence of each article that prints a phrase; None if only its title does."""
    for number, one in enumerate(found, start=1):
        article = snapshot.article_by_path(one.article.path)
        if article is None or one.first is None:
            yield None
        else:
            yield cite_sentence_at(article, one.first, number=number)


def cited_passages(snapshot: Snapshot, found: Sequence[ScoredPassage]) -> Iterator[Citation]:
    """Passages as citations, numbered from 1.

    Raises:
        CitationError: an article prints something else there by now.
    """
    articles = snapshot.articles({one.passage.article_id for one in found})
    for number, scored in enumerate(found, start=1):
        one = scored.passage
        article = articles[one.article_id]
        yield cite(article, one.span, number=number, score=scored.score, expected=one.text)
