"""What someone said about something: their statements on a topic, whatever the articles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qabot.config import Settings
from qabot.questions.kinds import Kind
from qabot.questions.topics import TopicQuestion, speaker_in_question, topic_question
from qabot.reading.citing import cite, copies_cited
from qabot.reading.coefficients import coefficients
from qabot.reading.selection import ScoredSentence
from qabot.reading.speakers import cite_speaker, coverage, quote_at, speaker_of, term_weights
from qabot.reading.verdict import answer_features
from qabot.retrieval.context import query_terms
from qabot.speech.vocabulary import PREPOSITIONS
from qabot.store.quotes import speaker_words
from qabot.store.snapshot import Snapshot
from qabot.text.normalise import normalise
from qabot.text.terms import terms
from qabot.types import (
    Citation,
    EngineQuery,
    Filters,
    FloatArray,
    IdArray,
    Quote,
    ScoredPassage,
    Speaker,
    StoredPassage,
)

_ATTRIBUTED = 0.9
"""Confidence where any statement will do: who says what is told right in .96 of whosaid-a."""
_CONTEXT = 0.5
"""Weight of the topic's words around a statement against those in it."""


@dataclass(frozen=True, slots=True)
class Statements:
    """Statements of one speaker on a topic, cited by date and place, and the best one's words."""

    speaker: Speaker
    text: str
    citations: tuple[Citation, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class _Statement:
    """A quote with the sentence that it stands in, scored for the topic."""

    quote: Quote
    sentence: ScoredSentence
    score: float

    @property
    def words(self) -> str:
        """What tells it from another statement."""
        return normalise(self.sentence.text).casefold()


def find_statements(
    snapshot: Snapshot,
    question: str,
    question_vector: FloatArray,
    passages: Sequence[ScoredPassage],
    filters: Filters,
    settings: Settings,
) -> Statements | None:
    """What the speaker whom the question names says on its topic.

    None if it is no such question, if the speaker says nothing on that, or if it is not sure
    enough that the best statement is on it. Without a topic it is the newest statements.

    Args:
        passages: those found for the question; in them, speakers are also told by their role.
    """
    asked = topic_question(question)
    if asked is None:
        return None
    quotes = _quotes_by(snapshot, asked, passages, filters)
    found = _once(
        snapshot, list(_on_topic(snapshot, asked, question_vector, quotes, filters, settings))
    )
    if not found:
        return None
    if not asked.topic:
        newest = sorted(found, key=_published, reverse=True)
        return _cited(snapshot, newest[0], _chosen(newest, newest[0], settings), _ATTRIBUTED)
    ranked = sorted(found, key=lambda statement: -statement.score)
    probability = _confidence(ranked[0].sentence, settings)
    if probability < settings.reading.answered_from:
        return None
    return _cited(snapshot, ranked[0], _chosen(ranked, ranked[0], settings), probability)


def leaves_out_speaker(snapshot: Snapshot, question: str, sentence: ScoredSentence) -> bool:
    """Whether it is asked what someone says, and the sentence neither names nor quotes them."""
    asked = speaker_in_question(question)
    if asked is None:
        return False
    words = [word for word in speaker_words(asked) if word not in PREPOSITIONS]
    quote = quote_at(snapshot.quotes_of(sentence.stored.article_id), sentence.span)
    named = f"{sentence.text} {quote.speaker if quote else ''}"
    return set(terms(" ".join(words))).isdisjoint(terms(named))


def _published(statement: _Statement) -> str:
    return statement.sentence.stored.article.published or ""


def _once(snapshot: Snapshot, found: Sequence[_Statement]) -> list[_Statement]:
    """The statements without those of a copy of a story that one speaking before it prints too."""
    printed: dict[str, set[int]] = {}
    for statement in found:
        printed.setdefault(statement.words, set()).add(statement.quote.article_id)
    groups = snapshot.copies_of({statement.quote.article_id for statement in found})
    kept = []
    for statement in found:
        article = statement.quote.article_id
        group = list(groups.get(article, (article,)))
        if printed[statement.words].isdisjoint(group[: group.index(article)]):
            kept.append(statement)
    return kept


def _confidence(sentence: ScoredSentence, settings: Settings) -> float:
    """That of a sentence that no reader read, and that leads no other."""
    features = answer_features([sentence], sentence, Kind.OTHER, read=False) | {"lead": 0.0}
    model = coefficients(settings.reading.coefficients, with_reader=False).confidence
    return model.probability(features)


def _quotes_by(
    snapshot: Snapshot,
    asked: TopicQuestion,
    passages: Sequence[ScoredPassage],
    filters: Filters,
) -> list[Quote]:
    """The speaker's quotes: of the full name if it is printed, else of the surname or the role."""
    quotes = snapshot.quotes_by_speaker(asked.speaker)
    left = snapshot.select(filters).articles
    if left is not None:
        kept = set(left.tolist())
        quotes = [quote for quote in quotes if quote.article_id in kept]
    words = set(speaker_words(asked.speaker))
    full = [quote for quote in quotes if words <= set(speaker_words(quote.speaker))]
    return full or quotes or list(_by_role(snapshot, words, passages))


def _by_role(
    snapshot: Snapshot, words: set[str], passages: Sequence[ScoredPassage]
) -> Iterator[Quote]:
    for article_id in dict.fromkeys(scored.passage.article_id for scored in passages):
        text = snapshot.article(article_id).text
        for quote in snapshot.quotes_of(article_id):
            printed = (quote.role, quote.mention) if quote.role else (quote.mention,)
            if any(words <= set(speaker_words(span.of(text))) for span in printed):
                yield quote


def _on_topic(
    snapshot: Snapshot,
    asked: TopicQuestion,
    vector: FloatArray,
    quotes: Sequence[Quote],
    filters: Filters,
    settings: Settings,
) -> Iterator[_Statement]:
    """The quotes whose sentence, or the passage around it, has enough of the topic's words."""
    by_article: dict[int, list[Quote]] = {}
    for quote in quotes:
        by_article.setdefault(quote.article_id, []).append(quote)
    weights = term_weights(snapshot, asked.topic)
    ids = _nearest(snapshot, asked.topic or asked.speaker, vector, by_article, filters, settings)
    cosines = snapshot.cosines(vector, ids)
    for stored, cosine in zip(snapshot.passages(ids.tolist()), cosines.tolist(), strict=True):
        around = coverage(snapshot, weights, f"{stored.article.title} {stored.text}")
        near = ScoredPassage(stored, cosine, cosine, 0.0, cosine, 0.0)
        for statement in _in_passage(
            snapshot, near, by_article[stored.article_id], vector, weights, around
        ):
            inside = statement.sentence.coverage
            if (
                not asked.topic
                or max(inside, _CONTEXT * around) >= settings.reading.statement_coverage
            ):
                yield _Statement(
                    statement.quote, statement.sentence, statement.score + _CONTEXT * around
                )


def _nearest(
    snapshot: Snapshot,
    topic: str,
    vector: FloatArray,
    articles: dict[int, list[Quote]],
    filters: Filters,
    settings: Settings,
) -> IdArray:
    """Ids of the passages in these articles that are nearest to question and topic."""
    query = EngineQuery(query_terms(topic), vector)
    selection = snapshot.select(filters, articles)
    return snapshot.engine.search(query, selection, settings.retrieval.candidates).ids


def _in_passage(
    snapshot: Snapshot,
    scored: ScoredPassage,
    quotes: Sequence[Quote],
    vector: FloatArray,
    weights: dict[str, float],
    around: float,
) -> Iterator[_Statement]:
    stored: StoredPassage = scored.passage
    cosines = (stored.sentence_vectors @ vector).tolist()
    for row, span in enumerate(stored.sentences):
        quote = quote_at(quotes, span)
        if quote is None:
            continue
        text = stored.sentence_text(row)
        share = coverage(snapshot, weights, text)
        score = max(cosines[row], 0.0) + share
        sentence = ScoredSentence(scored, span, text, score, cosines[row], share, around)
        yield _Statement(quote, sentence, score)


def _chosen(ranked: Sequence[_Statement], best: _Statement, settings: Settings) -> list[_Statement]:
    """The first statements of the person who made the best one, each once."""
    person = set(speaker_words(best.quote.speaker))
    chosen: dict[str, _Statement] = {}
    for statement in ranked:
        words = set(speaker_words(statement.quote.speaker))
        if words <= person or person <= words:
            chosen.setdefault(statement.words, statement)
    return list(chosen.values())[: settings.reading.statements]


def _cited(
    snapshot: Snapshot, best: _Statement, chosen: Sequence[_Statement], probability: float
) -> Statements:
    """The statements in the order of their articles' dates, the undated ones last."""

    def place(statement: _Statement) -> tuple[str, str, int]:
        article = statement.sentence.stored.article
        return article.published or "9999", article.path, statement.sentence.span.start

    citations = [
        cite(
            snapshot.article(statement.quote.article_id),
            statement.sentence.span,
            number=number,
            score=statement.score,
            expected=statement.sentence.text,
            copies=copies_cited(snapshot, statement.quote.article_id),
        )
        for number, statement in enumerate(sorted(chosen, key=place), start=1)
    ]
    article = snapshot.article(best.quote.article_id)
    citations += cite_speaker(snapshot, best.quote, article, citations, best.score)
    text = best.sentence.text
    return Statements(speaker_of(article, best.quote), text, tuple(citations), probability)
