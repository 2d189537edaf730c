"""Every article that opens on a topic, each with the sentence that shows it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from qabot.questions.words import words
from qabot.reading.citing import cite
from qabot.retrieval.mentions import articles_with
from qabot.store.snapshot import Snapshot
from qabot.text.sentences import sentences
from qabot.text.terms import terms
from qabot.types import Article, Citation, Filters, Span

_OPENING = 3
"""Sentences in which an article says what it is about, as its headline does."""
_READ = 2_000
"""Characters of an article in which they are looked for."""


def find_topic_articles(snapshot: Snapshot, topic: str, filters: Filters) -> tuple[Citation, ...]:
    """The articles whose headline and first sentences print all words of a topic, in some form.

    None is left out. Those with the topic in the headline come first, then newer before older
    ones. Each is cited with the one of its first sentences that prints most of the topic.
    """
    told = [word.text for word in words(topic) if word.is_content]
    wanted = frozenset(terms(" ".join(told) or topic))
    if not wanted:
        return ()
    found = [
        (wanted <= set(terms(article.title)), article, span)
        for article in articles_with(snapshot, told or [topic], filters)
        if (span := _opens_on(article, wanted)) is not None
    ]
    found.sort(key=lambda one: one[1].published or "", reverse=True)
    found.sort(key=lambda one: not one[0])
    return tuple(
        cite(article, span, number=number, score=0.0, expected=span.of(article.text))
        for number, (_, article, span) in enumerate(found, start=1)
    )


def _opens_on(article: Article, wanted: frozenset[str]) -> Span | None:
    """The sentence to cite; None where the opening lacks a word."""
    opening = {span: set(terms(span.of(article.text))) for span in _first_sentences(article)}
    printed = set(terms(article.title)).union(*opening.values())
    if not opening or not wanted <= printed:
        return None
    return max(opening, key=lambda span: len(wanted & opening[span]))


def _first_sentences(article: Article) -> Iterator[Span]:
    """The headline's own line left out, if there is more."""
    begins = article.text[:_READ]
    telling = (
        span
        for span in sentences(begins, article.language)
        if span.of(begins).strip() != article.title
    )
    return islice(telling, _OPENING)
