"""Every article that prints a phrase: no ranking, no limit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from qabot.store.snapshot import Snapshot
from qabot.text.phrases import phrase_pattern, plain_words
from qabot.text.terms import terms
from qabot.types import Article, ArticleMentions, Filters, Mentions, Span


def find_mentions(snapshot: Snapshot, phrase: str, filters: Filters) -> Mentions:
    """The articles that print a phrase, as whole words (:func:`.phrase_pattern`).

    The lexical index names those that have its words in some form; their texts decide.

    Args:
        phrase: not empty.
    """
    pattern = phrase_pattern(phrase)
    articles = articles_with(snapshot, plain_words(phrase), filters)
    found = [mentions for article in articles if (mentions := _in_article(article, pattern))]
    found.sort(key=lambda mentions: mentions.article.published or "", reverse=True)
    return Mentions(phrase, tuple(found), filters)


def mentioning(
    snapshot: Snapshot, phrase: str, filters: Filters
) -> Iterator[tuple[Article, list[Span]]]:
    """The articles whose text prints a phrase, with all the places, by path."""
    pattern = phrase_pattern(phrase)
    for article in articles_with(snapshot, plain_words(phrase), filters):
        places = [Span(*match.span()) for match in pattern.finditer(article.text)]
        if places:
            yield article, places


def articles_with(snapshot: Snapshot, words: Sequence[str], filters: Filters) -> Iterator[Article]:
    """All articles with each of the words in some form, of those the filters leave, by path.

    Beside them those that may print them in a line that is in no passage. Without words, all
    that the filters leave. There is no limit, and one article at a time is in memory.
    """
    ids: set[int] | None = None
    for term in {term for word in words for term in terms(word)}:
        found = set(snapshot.engine.containing(term).tolist())
        ids = found if ids is None else ids & found
    if ids is not None:  # the engine does not hold the lines that are in no passage
        ids |= snapshot.with_boilerplate()
    return snapshot.articles_among(snapshot.select(filters, ids))


def _in_article(article: Article, pattern: re.Pattern[str]) -> ArticleMentions | None:
    places = [Span(*match.span()) for match in pattern.finditer(article.text)]
    begins = article.text.lstrip().startswith(article.title)
    titled = not begins and pattern.search(article.title) is not None
    if not places and not titled:
        return None
    return ArticleMentions(article.reference, len(places) + titled, places[0] if places else None)
