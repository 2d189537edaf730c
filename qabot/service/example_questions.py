"""Questions to begin with, out of what the articles of an index print."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from qabot.questions.words import names
from qabot.types import Answer, Article, Quote, Verdict

if TYPE_CHECKING:  # faiss, tantivy and numpy take .4 s: the chat's first screen needs none of them
    from qabot.bot import QABot

_ARTICLES = 12
"""Articles that are looked at, spread over the index."""
_TRIES = 3
"""Questions of a kind that are asked until one is answered: 80 ms each."""
_QUOTED_WORDS = range(4, 13)
"""Words of a quotation that is fit for a question: fewer are said by many, more are not typed."""
_CHARACTERS = 100
"""Longest question; a title can be a whole paragraph."""
_MARKS = "“”‘’\"'`.,;:!? "


def example_questions(bot: QABot) -> tuple[str, ...]:
    """Up to three questions, each of another kind, that the index answers: each was asked.

    Of the articles' own words: who said a quotation, what somebody says, and what is told of a
    name in a title. Without quotations or names they are titles; there may be none at all.

    Raises:
        IndexProblem: the index is gone, or was made again with another model.
    """
    with bot.index.snapshot() as snapshot:
        articles = snapshot.spread_articles(_ARTICLES)
        quotes = snapshot.quotes_in(articles)
    spoken = [
        (articles[number], quote)
        for number, said in quotes.items()
        for quote in said
        if _is_person(quote.speaker)
    ]
    every = list(articles.values())
    kinds = (_quotations(spoken), _speakers(spoken), _topics(every), _titles(every), _titles(every))
    found: list[str] = []
    for kind in kinds:
        tried = islice((one for one in kind if _is_short(one) and one not in found), _TRIES)
        found += islice((one for one in tried if _is_answered(bot.ask(one))), 1)
    return tuple(found[:3])


def _is_short(question: str) -> bool:
    """Whether it is a question at all, and one that somebody would type."""
    return len(question) <= _CHARACTERS and any(map(str.isalnum, question))


def _is_answered(answer: Answer) -> bool:
    return answer.verdict is Verdict.ANSWERED


def _is_person(speaker: str) -> bool:
    """Whether it is two or three words as of a full name."""
    words = speaker.split()
    return len(words) in (2, 3) and all(word.istitle() and word.isalpha() for word in words)


def _quotations(spoken: list[tuple[Article, Quote]]) -> Iterator[str]:
    for article, quote in spoken:
        words = quote.statement.of(article.text).strip(_MARKS).split()
        whole = quote.direct and not any(mark in word for word in words for mark in '“”"')
        if whole and len(words) in _QUOTED_WORDS:
            yield f"who said “{' '.join(words)}”"


def _speakers(spoken: list[tuple[Article, Quote]]) -> Iterator[str]:
    for _, quote in reversed(spoken):  # else it is the one who is quoted above
        yield f"what did {quote.speaker} say"


def _topics(articles: list[Article]) -> Iterator[str]:
    for article in articles:
        for name in names(article.title)[:1]:
            yield f"tell me about {name}"


def _titles(articles: list[Article]) -> Iterator[str]:
    for article in reversed(articles):
        yield " ".join(article.title.split())
