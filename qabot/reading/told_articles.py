"""The articles that tell of a topic, with their sentences: what a brief is made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from qabot.loaders.bylines import is_byline
from qabot.reading.brief_topics import BriefTopic, capitalised
from qabot.reading.task import ReadingTask
from qabot.retrieval.context import query_terms
from qabot.retrieval.hybrid import search
from qabot.text.terms import terms
from qabot.types import (
    Article,
    ArticleRef,
    EngineQuery,
    FloatArray,
    ScoredPassage,
    Span,
    StoredPassage,
)
from qabot.types.unit_vectors import unit

_CANDIDATES = 40
"""Passages on a topic whose articles are looked at."""
_ARTICLES = 24
"""Articles looked at, at most."""
_ARTICLES_EMBEDDED_NOW = 3
"""The same while passages wait for their vectors, which those that are read get at once."""
_PASSAGES = 40
"""Passages of an article that are read: all of a news story, the nearest of a book."""
_OPENING = 3
"""Sentences in which an article says what it is about, as its headline does."""
_LEAST_OPENING = 0.5
"""Share of a topic's words, by rarity, that the headline and opening of an article about it have.
Like those below by looking at what is found for twelve topics."""
_NEAR_BY_SHARE = ((0.95, 0.0), (0.75, 0.45), (0.55, 0.55))
"""How near a sentence has to be to the topic, by cosine, where the article has these shares of its
words: "Merck stopped sales of Vioxx" is near to "Vioxx recall", although it prints no "recall"."""


@dataclass(frozen=True, slots=True, eq=False)
class ToldSentence:
    """A sentence of an article, with its unit vector and its ``place`` in it, from 0.

    Headlines and bylines have no place and are none.
    """

    passage: ScoredPassage
    span: Span
    text: str
    vector: FloatArray
    place: int


@dataclass(frozen=True, slots=True, eq=False)
class ToldArticle:
    """An article with the sentences that were read of it, in order, at least one.

    ``topic`` is what it is read for: what was asked, or else its own headline. ``whole``
    is the share of the topic's words in what was read, ``opening`` that in the headline and the
    first few sentences, ``headline`` in the headline alone.
    """

    article_id: int
    reference: ArticleRef
    sentences: tuple[ToldSentence, ...]
    topic: BriefTopic
    whole: float
    opening: float
    headline: float

    @property
    def lead(self) -> ToldSentence:
        """Its first sentence."""
        return self.sentences[0]

    @property
    def score(self) -> float:
        """That of the best of its passages, as they were found."""
        return max(sentence.passage.score for sentence in self.sentences)

    @property
    def asks(self) -> bool:
        """Whether its headline is a question: then it reports no news."""
        return self.reference.title.rstrip("'\"’” ").endswith("?")


def articles_about(task: ReadingTask, topic: str) -> list[ToldArticle]:
    """The articles whose headline or opening is about a topic, as they were found.

    There is none where the topic says nothing ("the story").
    """
    asked = BriefTopic.of(task.snapshot, topic)
    if not any(asked.words.weights.values()):
        return []
    further = search(task.snapshot, topic, task.vector, _CANDIDATES, task.filters, task.settings)
    found = (*task.passages, *further)
    ids = list(dict.fromkeys(scored.passage.article_id for scored in found))
    ids = ids[: _ARTICLES_EMBEDDED_NOW if task.snapshot.lexical_only else _ARTICLES]
    about = _about(task, ids, found, asked)
    if not asked.years or any(article.opening == article.whole == 1.0 for article in about):
        return about
    undated = _about(task, ids, found, asked.undated)
    dated = [article for article in about if article.reference.published]
    return dated + [article for article in undated if not article.reference.published]


def _about(
    task: ReadingTask, ids: Sequence[int], found: Iterable[ScoredPassage], topic: BriefTopic
) -> list[ToldArticle]:
    read = _read(task, ids, found, topic)
    return [article for article in read if _is_about(article, topic, task.vector)]


def articles_read(task: ReadingTask, ids: Sequence[int]) -> list[ToldArticle]:
    """Articles with their sentences, each read for its own headline."""
    return list(_read(task, ids, task.passages))


def _read(
    task: ReadingTask,
    ids: Sequence[int],
    found: Iterable[ScoredPassage],
    topic: BriefTopic | None = None,
) -> Iterator[ToldArticle]:
    """Articles with their sentences; an article without any that tells something is left out.

    Args:
        found: passages whose scores are known; the others have none.
        topic: what they have to open on; any will do without.
    """
    scores = {scored.passage.id: scored for scored in found}
    articles = task.snapshot.articles(ids)
    spans = task.snapshot.passage_sentences(ids)
    read = False
    for number in ids:
        if read and not task.budget.has_time():
            return
        article = articles[number]
        places = _places(article, spans[number])
        begins = " ".join(span.of(article.text) for span in list(places)[:_OPENING])
        if topic is not None and not _opens_on(topic, article, begins):
            continue
        passages = _passages(task, number, begins)
        scored = [
            scores.get(one.id, ScoredPassage(one, 0.0, 0.0, 0.0, 0.0, 0.0)) for one in passages
        ]
        sentences = sorted(_sentences(scored, places), key=lambda sentence: sentence.place)
        if sentences and not sentences[0].place:
            asked, read = topic or BriefTopic.of(task.snapshot, article.title), True
            yield _told(number, article.reference, tuple(sentences), asked)


def _places(article: Article, passages: Iterable[tuple[Span, ...]]) -> dict[Span, int]:
    """The sentences of an article, headline and bylines left out, each with its place."""
    spans = sorted({span for sentences in passages for span in sentences})
    telling = [span for span in spans if _tells(span.of(article.text), article.title)]
    return {span: place for place, span in enumerate(telling)}


def _tells(text: str, title: str) -> bool:
    return text.strip() != title and not is_byline(text)


def _passages(task: ReadingTask, article_id: int, begins: str) -> list[StoredPassage]:
    """Passages of an article: that which it begins with, and the nearest to what is asked."""
    query = EngineQuery(query_terms(begins), task.vector)
    selection = task.snapshot.select(task.filters, [article_id])
    hits = task.snapshot.engine.search(query, selection, _PASSAGES)
    return task.snapshot.passages(hits.ids.tolist())


def _sentences(
    passages: Iterable[ScoredPassage], places: dict[Span, int]
) -> Iterator[ToldSentence]:
    """The sentences of passages that have a place, each once."""
    seen: set[Span] = set()
    for scored in passages:
        stored = scored.passage
        for row, span in enumerate(stored.sentences):
            if span in places and span not in seen:
                seen.add(span)
                vector = stored.sentence_vectors[row]
                yield ToldSentence(scored, span, stored.sentence_text(row), vector, places[span])


def _told(
    article_id: int, reference: ArticleRef, sentences: tuple[ToldSentence, ...], topic: BriefTopic
) -> ToldArticle:
    """The article with its shares of the topic."""
    headline = set(terms(reference.title))
    opening = headline.union(*(terms(sentence.text) for sentence in sentences[:_OPENING]))
    whole = opening.union(*(terms(sentence.text) for sentence in sentences))
    published = reference.published
    shares = (topic.share(held, published) for held in (whole, opening, headline))
    return ToldArticle(article_id, reference, sentences, topic, *shares)


def _opens_on(topic: BriefTopic, article: Article, begins: str) -> bool:
    """Whether headline and first sentences have enough of a topic's words."""
    held = set(terms(f"{article.title} {begins}"))
    return topic.share(held, article.published) >= _LEAST_OPENING


def _is_about(article: ToldArticle, topic: BriefTopic, vector: FloatArray) -> bool:
    """Whether an article that opens on a topic is about it.

    It prints all names of the topic, or else its rarest word: that may be the asker's ("upgrade").

    Args:
        vector: unit vector of the topic.
    """
    lines = [article.reference.title, *(sentence.text for sentence in article.sentences)]
    printed = [set(terms(line)) for line in lines]
    if not topic.names_in(printed, article.reference.published):
        return False
    if not topic.capitals <= capitalised(lines):
        return False
    near = max(float(sentence.vector @ vector) for sentence in article.sentences)
    needed = (least for share, least in _NEAR_BY_SHARE if article.whole >= share)
    told = bool(topic.names) or topic.rarest in set().union(*printed)
    return told and near >= next(needed, 1.0)


def centre(articles: Sequence[ToldArticle]) -> FloatArray:
    """Unit vector of what the first sentences of articles have in common."""
    return unit(np.mean([article.lead.vector for article in articles], axis=0))
